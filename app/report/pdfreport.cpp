// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/matchchoice.h"
#include "app/report/pdfmatch.h"
#include "app/report/pdfpages.h"
#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"
#include "app/report/reporttext.h"
#include "app/report/versiontext.h"
#include "app/report/writers.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>

#include <array>

namespace symbolon {

namespace {

using Style = PdfPages::Style;

const QColor faint(0x59, 0x61, 0x6b);
constexpr std::array states{ReportState::Accepted, ReportState::Proposed, ReportState::Rejected, ReportState::Blocked,
                            ReportState::Unmatched};

QColor stateColor(ReportState state)
{
    return QColor(QLatin1String(reportColor(state).light));
}

void heading(PdfPages &pages, const QString &text)
{
    pages.need(70);
    pages.skip(14);
    pages.paragraph(text, Style::Heading);
    pages.skip(3);
}

void counts(PdfPages &pages, const ReportData &data)
{
    pages.skip(8);
    pages.paragraph(ReportText::headline(data), Style::Subheading);
    pages.skip(4);
    const double width = 560;
    const double all = std::max<double>(1, static_cast<double>(data.rows.size()));
    double x = 0;
    for (const ReportState state : states) {
        const double part = width * data.counts.value(state) / all;
        if (part > 0)
            pages.fill({x, pages.y(), std::max(part - 1, 0.7), 8}, stateColor(state));
        x += part;
    }
    pages.skip(13);
    x = 0;
    for (const ReportState state : states) {
        pages.line(ReportText::number(data.counts.value(state)), x, pages.y(), 105, Style::Heading);
        pages.line(ReportText::stateMark(state) + u' ' + ReportText::state(state), x, pages.y() + 17, 105, Style::Text,
                   stateColor(state));
        x += 112;
    }
    pages.skip(34);
}

void facts(PdfPages &pages, const ReportData &data)
{
    heading(pages, ReportText::tr("What was compared"));
    for (const ReportFact &fact : ReportText::facts(data)) {
        pages.need(14);
        pages.line(fact.name, 0, pages.y(), 120, Style::Text, faint);
        pages.line(shortened(fact.value, 160), 125, pages.y(), pages.width() - 125,
                   fact.code ? Style::Code : Style::Text);
        pages.skip(13.5);
    }
}

void files(PdfPages &pages, const ReportData &data, const Work &work)
{
    if (data.files.empty())
        return;
    heading(pages, ReportText::tr("Matched share of each source file"));
    pages.table(
        {{ReportText::tr("Source file"), 0.5, false, true},
         {ReportText::tr("Functions"), 0.11, true, false},
         {ReportText::tr("Accepted"), 0.11, true, false},
         {ReportText::tr("Proposed"), 0.11, true, false},
         {ReportText::tr("Matched share"), 0.17, true, false}},
        data.files.size(),
        [&](std::size_t n) -> std::vector<PdfPages::Cell> {
            const FileShare &share = data.files[n];
            return {{shortened(share.file, 120)},
                    {ReportText::number(share.functions)},
                    {ReportText::number(share.accepted)},
                    {ReportText::number(share.proposed)},
                    {ReportText::percent(double(share.accepted + share.proposed) / share.functions)}};
        },
        [&] { return !work.stopRequested(); });
    if (data.filesWithoutMatch > 0) {
        pages.skip(3);
        pages.paragraph(ReportText::tr("Further source files with functions, but without a match in this binary: %1")
                            .arg(ReportText::number(static_cast<qint64>(data.filesWithoutMatch))),
                        Style::Small, faint);
    }
}

void components(PdfPages &pages, const ReportData &data)
{
    constexpr std::size_t shown = 12; // pieces of evidence for one answer
    if (!hasComponents(data))
        return;
    heading(pages, ReportText::tr("What the binary is made of"));
    const ComponentRows rows(data.summary);
    std::vector<PdfPages::Column> columns;
    for (std::size_t n = 0; n < rows.titles.size(); ++n)
        columns.push_back(
            {rows.titles[static_cast<qsizetype>(n)], n ? 0.74 / double(rows.titles.size() - 1) : 0.26, n > 0, false});
    pages.table(
        columns, rows.cells.size(),
        [&](std::size_t n) {
            std::vector<PdfPages::Cell> cells;
            for (const QString &cell : rows.cells[n])
                cells.push_back({shortened(cell, 60)});
            return cells;
        },
        [] { return true; });
    pages.skip(3);
    pages.paragraph(ComponentRows::meaning(), Style::Small, faint);
    for (const VersionAnswer &answer : versionAnswers(data.summary, data.input.tags)) {
        pages.skip(8);
        pages.paragraph(visible(versionText(answer)), Style::Subheading);
        for (std::size_t n = 0; n < std::min(shown, answer.verdict->evidence.size()); ++n)
            pages.paragraph(QStringLiteral("•  ") + visible(versionEvidenceText(answer, n, data.input.program.get())),
                            Style::Text);
    }
}

void notes(PdfPages &pages, const ReportData &data)
{
    heading(pages, ReportText::tr("What was skipped, and why"));
    const auto *skipped = data.input.sources ? &data.input.sources->skipped : nullptr;
    if (data.notes.isEmpty() && (!skipped || skipped->empty()))
        pages.paragraph(ReportText::tr("Nothing."), Style::Text);
    for (const QString &note : data.notes)
        pages.paragraph(QStringLiteral("•  ") + visible(note), Style::Text);
    if (!skipped || skipped->empty())
        return;
    pages.paragraph(ReportText::tr("Source files and folders that were not read: %1")
                        .arg(ReportText::number(static_cast<qint64>(skipped->size()))),
                    Style::Text);
    pages.skip(3);
    pages.table(
        {{ReportText::tr("Path"), 0.55, false, true}, {ReportText::tr("Reason"), 0.45, false, false}}, skipped->size(),
        [&](std::size_t n) -> std::vector<PdfPages::Cell> {
            return {{shortened(QString::fromStdString(skippedLabel(*data.input.sources, (*skipped)[n])), 140)},
                    {shortened(QString::fromStdString((*skipped)[n].reason), 120)}};
        },
        [] { return true; });
}

void functions(PdfPages &pages, const ReportData &data, const Work &work)
{
    heading(pages, ReportText::tr("All functions of the binary"));
    QString remark = ReportText::tr("Long names are shortened here; the CSV and JSON reports have them whole.");
    if (data.importStubs > 0)
        remark += u' '
                  + ReportText::tr("Import stubs, whose code is in other files, are not listed: %1")
                        .arg(ReportText::number(static_cast<qint64>(data.importStubs)));
    pages.paragraph(remark, Style::Small, faint);
    pages.skip(5);
    const Architecture architecture = data.input.program ? data.input.program->architecture : Architecture::Unknown;
    pages.table(
        {{ReportText::tr("Address"), 0.085, false, true},
         {ReportText::tr("Name in the binary"), 0.15, false, true},
         {ReportText::tr("Size"), 0.055, true, false},
         {ReportText::tr("Blocks"), 0.055, true, false},
         {ReportText::tr("State"), 0.095, false, false},
         {ReportText::tr("Source function"), 0.17, false, true},
         {ReportText::tr("Where"), 0.145, false, true},
         {ReportText::tr("Similarity"), 0.07, true, false},
         {ReportText::tr("Confidence"), 0.085, true, false},
         {ReportText::tr("Comment"), 0.09, false, false}},
        data.rows.size(),
        [&](std::size_t n) -> std::vector<PdfPages::Cell> {
            const ReportRow &row = data.rows[n];
            const ReportCandidate *best = row.best();
            const bool scored = best && best->match;
            return {{hexAddress(row.function->address, architecture)},
                    {shortened(QString::fromStdString(row.function->name), 60)},
                    {ReportText::number(static_cast<qint64>(row.function->size))},
                    {ReportText::number(static_cast<qint64>(row.function->blocks.size()))},
                    {ReportText::stateMark(row.state) + u' ' + ReportText::state(row.state), stateColor(row.state)},
                    {best ? shortened(best->key.name, 70) : QString()},
                    {best ? shortened(best->key.file, 70) + u':' + QString::number(best->key.line) : QString()},
                    {scored ? ReportText::percent(best->score()) : QString()},
                    {scored ? ReportText::percent(best->confidence()) : QString()},
                    {shortened(row.comment, 60)}};
        },
        [&] { return !work.stopRequested(); });
}

} // namespace

Result<void> writePdf(const ReportData &data, QIODevice &device, const Work &work)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return failure(ReportText::tr("a PDF needs fonts, and this program was started without them").toStdString());
    if (QFontDatabase::families().isEmpty())
        return failure(
            ReportText::tr("a PDF needs fonts, and none are installed").toStdString(),
            ReportText::tr("Install a font package such as fonts-dejavu-core, or write HTML.").toStdString());

    PdfPages pages(device, ReportText::tr("Matches of %1").arg(visible(reportSubject(data.input))));
    if (!pages.isReady())
        return failure(ReportText::tr("the PDF could not be begun").toStdString());
    pages.paragraph(visible(reportSubject(data.input)), Style::Title);
    pages.paragraph(ReportText::tr("Symbolon: which source function each function of a binary was compiled from")
                        + QStringLiteral(" · ")
                        + QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat),
                    Style::Small, faint);
    counts(pages, data);
    facts(pages, data);
    components(pages, data);
    files(pages, data, work);
    notes(pages, data);
    functions(pages, data, work);

    const MatchChoice choice(data);
    if (!choice.rows.empty()) {
        pages.newPage();
        heading(pages, choice.accepted ? ReportText::tr("Accepted matches") : ReportText::tr("Proposed matches"));
        pages.paragraph(choice.explanation, Style::Text);
    }
    uint64_t done = 0;
    for (const ReportRow *row : choice.rows) {
        if (work.stopRequested())
            return cancelled();
        done == 0 ? pages.skip(10) : pages.newPage();
        if (const auto written = writePdfMatch(pages, data, *row); !written)
            return written.error();
        work.report("report", ++done, choice.rows.size());
    }
    return work.stopRequested() ? Result<void>(cancelled()) : Result<void>();
}

} // namespace symbolon
