// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/casestext.h"

#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace symbolon {

QString casesText(std::vector<int64_t> cases, bool isDefault, qsizetype mostRuns)
{
    std::sort(cases.begin(), cases.end());
    QStringList runs;
    std::size_t at = 0;
    while (at < cases.size() && (mostRuns == 0 || runs.size() < mostRuns)) {
        std::size_t last = at;
        while (last + 1 < cases.size() && cases[last] < cases[last + 1] && cases[last] + 1 == cases[last + 1])
            ++last;
        if (last - at >= 2) {
            runs.push_back(QStringLiteral("%1–%2").arg(cases[at]).arg(cases[last]));
            at = last + 1;
        } else {
            runs.push_back(QString::number(cases[at++]));
        }
    }
    const auto rest = static_cast<qint64>(cases.size() - at);
    if (isDefault)
        runs.push_back(QCoreApplication::translate("symbolon::GraphView", "default"));
    QString text = runs.join(QStringLiteral(", "));
    if (rest > 0)
        text += QCoreApplication::translate("symbolon::GraphView", " and %1 more").arg(countText(rest));
    return text;
}

} // namespace symbolon
