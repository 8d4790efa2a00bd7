// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/networkoptions.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace symbolon {

void addNetworkOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("device"),
                      QStringLiteral("Where the network runs: auto, cpu, cuda or cuda:N (default auto)."),
                      QStringLiteral("auto|cpu|cuda"), QStringLiteral("auto")});
    parser.addOption({QStringLiteral("weights"),
                      QStringLiteral("The network's weights, in place of those that came with the program."),
                      QStringLiteral("FILE")});
}

Result<NetworkOptions> networkOptions(const QCommandLineParser &parser)
{
    static const QRegularExpression known(QStringLiteral("^(auto|cpu|cuda(:[0-9]{1,3})?)$"));
    NetworkOptions options{parser.value(QStringLiteral("device")), parser.value(QStringLiteral("weights"))};
    if (!known.match(options.device).hasMatch())
        return Error{
            ErrorKind::Usage, "--device takes auto, cpu or cuda, not '" + options.device.toStdString() + "'", {}, {}};
    return options;
}

Result<QHash<QByteArray, QByteArray>> StoredVectors::load(const VectorSpace &space, const QList<QByteArray> &keys,
                                                          const Work &)
{
    return m_store.loadVectors(space, keys);
}

Result<void> StoredVectors::save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors, const Work &)
{
    return m_store.saveVectors(space, vectors);
}

} // namespace symbolon
