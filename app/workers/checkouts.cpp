// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/checkouts.h"

#include "analysis/source/components.h"
#include "app/workers/inputs.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace symbolon {

namespace {

// The place of `root` in known.inputs; -1: it is not there.
qsizetype placeOf(const Checkouts &known, const QString &root)
{
    for (qsizetype n = 0; n < known.inputs.size(); ++n) {
        if (known.tree && known.inputs[n].path == root)
            return n;
    }
    return -1;
}

} // namespace

Result<Checkouts> readCheckouts(const Workers &workers, const QStringList &roots, const Checkouts &known,
                                const Work &work)
{
    Checkouts all;
    QList<qsizetype> places;
    std::vector<std::string> taken;
    for (const QString &root : roots) {
        places.append(placeOf(known, root));
        if (places.last() >= 0)
            taken.push_back(known.inputs[places.last()].name.toStdString());
    }
    all.anew = roots.size() != known.inputs.size();
    QList<bool> changed;
    for (qsizetype n = 0; n < roots.size() && !work.stopRequested(); ++n) {
        const bool there = QFileInfo(roots[n]).isDir();
        if (!there && places[n] < 0)
            return badInput(roots[n].toStdString()
                                + (QFileInfo::exists(roots[n]) ? " is not a folder" : ": no such folder"),
                            "SOURCE_DIR is the top of a source checkout");
        SourceInput input = places[n] >= 0 ? known.inputs[places[n]] : SourceInput{roots[n], {}, {}};
        if (input.name.isEmpty()) {
            input.name = QString::fromStdString(componentName(roots[n].toStdString(), taken));
            taken.push_back(input.name.toStdString());
        }
        // Before it is read, so that a change in between is noticed later.
        const QByteArray fingerprint = there ? sourceFingerprint(roots[n]) : input.fingerprint;
        changed.append(places[n] < 0 || fingerprint != input.fingerprint);
        all.anew = all.anew || changed.last() || places[n] != n;
        input.fingerprint = fingerprint;
        all.inputs.append(input);
    }
    if (work.stopRequested())
        return cancelled();
    if (!all.anew || roots.isEmpty()) {
        all.tree = roots.isEmpty() ? nullptr : known.tree;
        return all;
    }
    std::vector<SourceTree> trees;
    std::vector<std::string> names;
    for (qsizetype n = 0; n < roots.size(); ++n) {
        names.push_back(all.inputs[n].name.toStdString());
        if (!changed[n]) {
            trees.push_back(takeComponent(*known.tree, static_cast<uint32_t>(places[n])));
            continue;
        }
        auto tree = workers.readSources(roots[n], work);
        if (!tree)
            return tree.error();
        trees.push_back(std::move(*tree));
    }
    all.tree = std::make_shared<const SourceTree>(uniteTrees(std::move(trees), names));
    return all;
}

} // namespace symbolon
