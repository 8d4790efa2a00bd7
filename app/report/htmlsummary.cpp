// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/htmlreport.h"

#include "app/report/plaintext.h"
#include "app/report/reporttext.h"
#include "app/report/versiontext.h"

#include <array>
#include <iterator>
#include <span>

namespace symbolon {

namespace {

constexpr std::array states{ReportState::Accepted, ReportState::Proposed, ReportState::Rejected, ReportState::Blocked,
                            ReportState::Unmatched};

QString counts(const ReportData &data)
{
    QString bar;
    QString legend;
    for (const ReportState state : states) {
        const int count = data.counts.value(state);
        if (count > 0)
            bar += QStringLiteral("<i class=\"%1\" style=\"flex:%2\"></i>").arg(stateWord(state)).arg(count);
        legend += QStringLiteral("<li><b>%1</b>%2</li>").arg(ReportText::number(count), html::state(state));
    }
    return QStringLiteral("<div class=\"counts\"><p class=\"lead\">%1</p>\n<div class=\"bar\" aria-hidden=\"true\">%2"
                          "</div>\n<ul class=\"legend\">%3</ul></div>\n")
        .arg(escaped(ReportText::headline(data)), bar, legend);
}

QString inputs(const ReportData &data)
{
    QString list;
    for (const ReportFact &fact : ReportText::facts(data)) {
        const QString value = escaped(fact.value);
        list += QStringLiteral("<dt>%1</dt><dd>%2</dd>\n")
                    .arg(escaped(fact.name), fact.code ? QStringLiteral("<code>%1</code>").arg(value) : value);
    }
    return QStringLiteral("<h2 id=\"inputs\">%1</h2>\n<dl class=\"inputs\">\n%2</dl>\n")
        .arg(escaped(ReportText::tr("What was compared")), list);
}

QString link(const char *anchor, const QString &text)
{
    return QStringLiteral("<a href=\"#%1\">%2</a>").arg(QLatin1String(anchor), escaped(text));
}

} // namespace

QString html::state(ReportState state)
{
    return QStringLiteral("<span class=\"state %1\">%2 %3</span>")
        .arg(stateWord(state), ReportText::stateMark(state), escaped(ReportText::state(state)));
}

QString html::place(const ReportCandidate &candidate)
{
    return escaped(candidate.key.file) + QStringLiteral(":%1").arg(candidate.key.line);
}

QString html::multiLine(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = escaped(line);
    return lines.join(u'\n');
}

QString html::meter(double accepted, double proposed)
{
    const auto part = [](const char *name, double share) {
        const double percent = qBound(0.0, share, 1.0) * 100;
        return percent > 0 ? QStringLiteral("<i class=\"%1\" style=\"width:%2%\"></i>")
                                 .arg(QLatin1String(name), QString::number(percent, 'f', 1))
                           : QString();
    };
    return QStringLiteral("<span class=\"meter\" aria-hidden=\"true\">%1%2</span>%3")
        .arg(part("accepted", accepted), part("proposed", proposed), escaped(ReportText::percent(accepted + proposed)));
}

QString html::scoreMeter(const ReportRow &row)
{
    const double score = row.best()->score();
    return row.state == ReportState::Accepted ? meter(score, 0) : meter(0, score);
}

QString html::summary(const ReportData &data, const MatchChoice &choice)
{
    QString nav = link("inputs", ReportText::tr("Inputs"));
    if (hasComponents(data))
        nav += link("components", ReportText::tr("Components"));
    if (!data.files.empty())
        nav += link("files", ReportText::tr("Source files"));
    nav += link("notes", ReportText::tr("Notes")) + link("functions", ReportText::tr("Functions"));
    if (!choice.rows.empty())
        nav +=
            link("matches", choice.accepted ? ReportText::tr("Accepted matches") : ReportText::tr("Proposed matches"));
    return QStringLiteral("<header>\n<p class=\"kicker\">%1</p>\n<h1>%2</h1>\n<nav>%3</nav>\n</header>\n")
               .arg(escaped(
                        ReportText::tr("Symbolon: which source function each function of a binary was compiled from")),
                    escaped(reportSubject(data.input)), nav)
           + counts(data) + inputs(data);
}

namespace {

QString fileRows(std::span<const FileShare> files)
{
    QString rows;
    for (const FileShare &share : files) {
        rows +=
            QStringLiteral("<tr><td class=\"mono\">%1</td><td class=\"num\">%2</td><td class=\"num\">%3</td>"
                           "<td class=\"num\">%4</td><td>%5</td></tr>\n")
                .arg(escaped(share.file), ReportText::number(share.functions), ReportText::number(share.accepted),
                     ReportText::number(share.proposed),
                     html::meter(double(share.accepted) / share.functions, double(share.proposed) / share.functions));
    }
    return QStringLiteral("<table class=\"narrow\"><thead><tr><th>%1</th><th class=\"num\">%2</th><th class=\"num\">%3"
                          "</th><th class=\"num\">%4</th><th>%5</th></tr></thead>\n<tbody>\n%6</tbody></table>\n")
        .arg(escaped(ReportText::tr("Source file")), escaped(ReportText::tr("Functions")),
             escaped(ReportText::tr("Accepted")), escaped(ReportText::tr("Proposed")),
             escaped(ReportText::tr("Matched share")), rows);
}

} // namespace

QString html::fileTable(const ReportData &data)
{
    constexpr std::size_t unfolded = 25;
    if (data.files.empty())
        return {};
    const std::span<const FileShare> files(data.files);
    const std::size_t shown = files.size() > unfolded + 10 ? unfolded : files.size();
    QString out = QStringLiteral("<h2 id=\"files\">%1</h2>\n<p class=\"faint\">%2</p>\n")
                      .arg(escaped(ReportText::tr("Matched share of each source file")),
                           escaped(ReportText::tr("How many of a file's functions are the source, accepted or "
                                                  "proposed, of one of the functions counted above.")))
                  + fileRows(files.first(shown));
    if (shown < files.size())
        out += QStringLiteral("<details><summary>%1</summary>\n%2</details>\n")
                   .arg(escaped(ReportText::tr("Further files with matches: %1")
                                    .arg(ReportText::number(static_cast<qint64>(files.size() - shown)))),
                        fileRows(files.subspan(shown)));
    if (data.filesWithoutMatch > 0)
        out += QStringLiteral("<p class=\"faint\">%1</p>\n")
                   .arg(escaped(
                       ReportText::tr("Further source files with functions, but without a match in this binary: %1")
                           .arg(ReportText::number(data.filesWithoutMatch))));
    return out;
}

QString html::notes(const ReportData &data)
{
    QString out =
        QStringLiteral("<h2 id=\"notes\">%1</h2>\n").arg(escaped(ReportText::tr("What was skipped, and why")));
    const std::size_t skipped = data.input.sources ? data.input.sources->skipped.size() : 0;
    if (data.notes.isEmpty() && skipped == 0)
        return out + QStringLiteral("<p>%1</p>\n").arg(escaped(ReportText::tr("Nothing.")));
    if (!data.notes.isEmpty()) {
        out += QStringLiteral("<ul class=\"notes\">\n");
        for (const QString &note : data.notes)
            out += QStringLiteral("<li>%1</li>\n").arg(escaped(note));
        out += QStringLiteral("</ul>\n");
    }
    if (skipped > 0) {
        out +=
            QStringLiteral("<details%1><summary>%2</summary>\n<table class=\"narrow\"><thead><tr><th>%3</th><th>%4</th>"
                           "</tr></thead>\n<tbody>\n")
                .arg(skipped <= 12 ? QStringLiteral(" open=\"open\"") : QString(),
                     escaped(ReportText::tr("Source files and folders that were not read: %1")
                                 .arg(ReportText::number(static_cast<qint64>(skipped)))),
                     escaped(ReportText::tr("Path")), escaped(ReportText::tr("Reason")));
        for (const SkippedSource &source : data.input.sources->skipped)
            out += QStringLiteral("<tr><td class=\"mono\">%1</td><td>%2</td></tr>\n")
                       .arg(escaped(QString::fromStdString(skippedLabel(*data.input.sources, source))),
                            escaped(source.reason));
        out += QStringLiteral("</tbody></table></details>\n");
    }
    return out;
}

QString html::functionTableHead(const ReportData &data)
{
    QString names;
    const std::pair<QString, bool> columns[] = {
        {ReportText::tr("Address"), false},   {ReportText::tr("Name in the binary"), false},
        {ReportText::tr("Size"), true},       {ReportText::tr("Blocks"), true},
        {ReportText::tr("State"), false},     {ReportText::tr("Source function"), false},
        {ReportText::tr("Where"), false},     {ReportText::tr("Similarity"), false},
        {ReportText::tr("Confidence"), true}, {ReportText::tr("Comment"), false},
    };
    for (const auto &[name, number] : columns)
        names +=
            QStringLiteral("<th%1>%2</th>").arg(number ? QStringLiteral(" class=\"num\"") : QString(), escaped(name));
    QString more;
    if (data.importStubs > 0)
        more = QStringLiteral("<p class=\"faint\">%1</p>\n")
                   .arg(escaped(ReportText::tr("Import stubs, whose code is in other files, are not listed: %1")
                                    .arg(ReportText::number(static_cast<qint64>(data.importStubs)))));
    return QStringLiteral("<h2 id=\"functions\">%1</h2>\n%2<table><thead><tr>%3</tr></thead>\n<tbody>\n")
        .arg(escaped(ReportText::tr("All functions of the binary")), more, names);
}

QString html::functionRow(const ReportRow &row, const MatchAnchors &anchors, Architecture architecture)
{
    const QString address = hexAddress(row.function->address, architecture);
    const QString anchor = anchors.value(&row);
    const QString name = escaped(shortened(QString::fromStdString(row.function->name), 120));
    QString uncertain;
    if (row.function->confidence < 0.7F)
        uncertain = QStringLiteral(" <span class=\"faint\">%1</span>").arg(escaped(ReportText::foundBy(*row.function)));
    QString out =
        QStringLiteral("<tr id=\"f%1\"><td class=\"addr\">%2</td><td class=\"mono\">%3</td><td class=\"num\">%4</td>"
                       "<td class=\"num\">%5</td><td>%6</td>")
            .arg(address, anchor.isEmpty() ? address : QStringLiteral("<a href=\"#%1\">%2</a>").arg(anchor, address),
                 name + uncertain, ReportText::number(static_cast<qint64>(row.function->size)),
                 ReportText::number(static_cast<qint64>(row.function->blocks.size())), html::state(row.state));
    if (const ReportCandidate *best = row.best()) {
        out += QStringLiteral("<td class=\"mono\">%1</td><td class=\"mono\">%2</td>")
                   .arg(escaped(shortened(best->key.name, 160)), html::place(*best));
        if (best->match)
            out += QStringLiteral("<td class=\"score\">%1</td><td class=\"num\">%2</td>")
                       .arg(html::scoreMeter(row), escaped(ReportText::percent(best->confidence())));
        else
            out += QStringLiteral("<td class=\"faint\" colspan=\"2\">%1</td>")
                       .arg(escaped(ReportText::tr("chosen by hand")));
    } else {
        out += QStringLiteral("<td></td><td></td><td></td><td></td>");
    }
    return out + QStringLiteral("<td class=\"comment\">%1</td></tr>\n").arg(html::multiLine(row.comment));
}

} // namespace symbolon
