// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/inputcheck.h"

#include "app/workers/inputs.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace symbolon {

namespace {

QByteArray hashOf(const QString &path, const Work &work)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!work.stopRequested()) {
        const QByteArray part = file.read(1 << 20);
        if (part.isEmpty())
            return hash.result().toHex();
        hash.addData(part);
    }
    return {};
}

InputState stateOf(const BinaryInput &input, const Work &work)
{
    const auto now = describeBinary({input.path, input.member, input.architecture, input.base});
    if (!now)
        return InputState::Missing;
    if (sameBinary(*now, input))
        return InputState::Unchanged;
    if (input.member.isEmpty() && !input.sha256.isEmpty() && now->fileSize == input.fileSize
        && hashOf(input.path, work) == input.sha256)
        return InputState::Unchanged;
    return InputState::Changed;
}

} // namespace

InputCheck checkInputs(const QList<BinaryInput> &binaries, const QList<SourceInput> &sources, const Work &work)
{
    InputCheck check;
    for (const BinaryInput &input : binaries)
        check.binaries.append(work.stopRequested() ? InputState::Unchanged : stateOf(input, work));
    for (const SourceInput &input : sources) {
        InputState state = InputState::Unchanged;
        if (!QFileInfo(input.path).isDir())
            state = InputState::Missing;
        else if (!work.stopRequested() && sourceFingerprint(input.path) != input.fingerprint)
            state = InputState::Changed;
        check.sources.append(state);
    }
    return check;
}

} // namespace symbolon
