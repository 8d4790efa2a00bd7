// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/reportcolors.h"
#include "app/report/writers.h"
#include "reportsample.h"
#include "tests/cputimer.h"

#include <QBuffer>
#include <QColor>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>

using namespace symbolon;

class TestReportHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWellFormedAndLinked_data();
    void isWellFormedAndLinked();
    void loadsNothingRunsNothing();
    void hostileTextStaysText();
    void bothSidesCarryTheSameMarks();
    void showsWhatTheNetworkSees();
    void saysWhatItShows();
    void largeGraphIsCutAndSaysSo();
    void brokenLayoutIsNotTrusted_data();
    void brokenLayoutIsNotTrusted();
    void layoutIsAsked();
    void manyFunctionsAreQuick();
    void colorsAreReadable();

private:
    static QString html(const ReportInput &input)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (const auto written = writeHtml(ReportData(input), buffer, {}); !written)
            qFatal("%s", written.error().summary.c_str());
        return QString::fromUtf8(buffer.data());
    }
    static QStringList all(const QString &text, const char *pattern)
    {
        QStringList found;
        auto each = QRegularExpression(QLatin1String(pattern)).globalMatch(text);
        while (each.hasNext())
            found << each.next().captured(1);
        return found;
    }
};

void TestReportHtml::isWellFormedAndLinked_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("sample") << 0;
    QTest::newRow("nothing") << 1;
    QTest::newRow("accepted") << 2;
    QTest::newRow("no sources") << 3;
    QTest::newRow("every byte") << 4;
}

void TestReportHtml::isWellFormedAndLinked()
{
    QFETCH(int, kind);
    ReportInput input = kind == 1 ? ReportInput() : kind == 2 ? largeSample(5, 40, true) : reportSample();
    if (kind == 3)
        input.sources.reset();
    if (kind == 4) {
        std::string bytes;
        for (int c = 0; c < 256; ++c)
            bytes += static_cast<char>(c);
        bytes += "\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80]]>"; // noncharacters, a surrogate, the end of CDATA
        auto program = std::make_shared<Program>(*input.program);
        for (BinaryFunction &function : program->functions) {
            function.name = bytes;
            InstructionList instructions;
            for (const Instruction &instruction : function.instructions)
                instructions.add(instruction.address, instruction.size, function.instructions.mnemonic(instruction),
                                 bytes);
            function.instructions = instructions;
            for (Reference &reference : function.references)
                reference.text = bytes;
        }
        auto sources = std::make_shared<SourceTree>(*input.sources);
        for (SourceFunction &function : sources->functions)
            function.text += bytes;
        input.program = program;
        input.sources = sources;
    }
    const QString page = html(input);
    QXmlStreamReader reader(page);
    int elements = 0;
    QSet<QString> ids;
    QSet<QString> targets;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        ++elements;
        const auto attributes = reader.attributes();
        if (attributes.hasAttribute(QLatin1String("id"))) {
            const QString id = attributes.value(QLatin1String("id")).toString();
            QVERIFY2(!ids.contains(id), qPrintable(id));
            ids.insert(id);
        }
        if (attributes.hasAttribute(QLatin1String("href")))
            targets.insert(attributes.value(QLatin1String("href")).mid(1).toString());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(elements > 20);
    QCOMPARE(targets - ids, QSet<QString>()); // no link leads nowhere
}

void TestReportHtml::loadsNothingRunsNothing()
{
    const QString page = html(reportSample());
    QVERIFY(!page.contains(QLatin1String("<script"), Qt::CaseInsensitive));
    QVERIFY(!page.contains(QLatin1String("@import")));
    QVERIFY(!page.contains(QLatin1String("url(")));
    QVERIFY(all(page, "\\s(src|srcset|data|action|on[a-z]+)\\s*=").isEmpty());
    for (const QString &href : all(page, "href=\"([^\"]*)\""))
        QVERIFY2(href.startsWith(u'#'), qPrintable(href));
    QVERIFY(all(page, "<(link|img|iframe|object|embed|base)\\b").isEmpty());
    QVERIFY(page.contains(QLatin1String("Content-Security-Policy")));
    QVERIFY(page.contains(QLatin1String("prefers-color-scheme:dark")));
}

void TestReportHtml::hostileTextStaysText()
{
    const QString page = html(reportSample());
    QVERIFY(page.contains(QLatin1String("&lt;script&gt;alert(&#39;name&#39;)&lt;/script&gt;")));
    QVERIFY(page.contains(QLatin1String("src/&lt;b&gt;.c")));
    QVERIFY(!page.contains(QChar(0x202e)));
    QVERIFY(page.contains(QLatin1String("\\u202eevil\\x1b[31m")));
}

void TestReportHtml::bothSidesCarryTheSameMarks()
{
    const QString page = html(reportSample());
    // String evidence 1: in the list, on instruction 0x401001, on line 20, each in the colour of strings.
    QVERIFY(page.contains(QLatin1String("id=\"m1e1\"><span class=\"badge string\">1</span>")));
    QVERIFY(!all(page, "(id=\"m1i401001\" class=\"hit\">.{0,200}class=\"hl string\".{0,400}class=\"mn\"[^>]*>1<)")
                 .isEmpty());
    QVERIFY(
        !all(page, "(class=\"l hit string\" id=\"m1l20\">.{0,120}class=\"badge string\" href=\"#m1e1\">1<)").isEmpty());
    // Call and integer share line 16.
    QVERIFY(!all(page, "(id=\"m1l16\">.{0,120}#m1e3\">3</a>.{0,60}#m1e4\">4</a>)").isEmpty());
    // Edges are told apart by letters too.
    QVERIFY(!all(page, "(class=\"lt taken\"[^>]*>T<)").isEmpty());
    QVERIFY(!all(page, "(class=\"lt fall\"[^>]*>F<)").isEmpty());
}

void TestReportHtml::showsWhatTheNetworkSees()
{
    ReportInput input = reportSample();
    auto sources = std::make_shared<SourceTree>(*input.sources);
    sources->functions[1].calls = {{"strlen", 16}, {"puts", 17}};
    input.sources = sources;
    int asked = 0;
    input.attribute = [&](uint32_t function, const Candidate &) -> Result<Attribution> {
        ++asked;
        Attribution attribution;
        if (function != 0)
            return attribution;
        attribution.code = {{0, 1, 0x401000, 0.2}, {1, 1, 0x401012, 0.1}, {2, 1, 0x401020, -0.1}, {3, 1, 0x401030, 0}};
        attribution.text = {{20, 20, 0.2}, {21, 21, 0.05}};
        attribution.links = {{1, 1, 0.9}};
        return attribution;
    };
    const QString page = html(input);
    QVERIFY(asked > 0);
    QCOMPARE(all(page, "(<rect class=\"ht\")").size(), 2); // what speaks against the pair has no bar
    QCOMPARE(all(page, "class=\"heat\" style=\"--h:([0-9.]+)\""),
             (QStringList{QStringLiteral("1.00"), QStringLiteral("0.25")}));
    // The link's number on both sides and in the list, and the rule that lights them up together.
    const QStringList link = all(page, "class=\"embedding\" id=\"m1e(\\d+)\"");
    QVERIFY(!link.isEmpty());
    const QString number = link.last();
    QVERIFY(page.contains(QStringLiteral("<span data-e=\"%1\" class=\"l hit embedding\" id=\"m1l21\"").arg(number)));
    QVERIFY(page.contains(QStringLiteral("<g data-e=\"%1\" id=\"m1i401012\"").arg(number)));
    QVERIFY(page.contains(QStringLiteral(".match:has([data-e~=\"%1\"]:is(:hover").arg(number)));
    QVERIFY(page.contains(QLatin1String("taken out, and the two functions compared again")));
    QVERIFY(page.contains(QLatin1String("in 1 of 4 source functions")));
    QVERIFY(page.contains(QLatin1String("<mark class=\"call\">strlen</mark>")));
    QXmlStreamReader reader(page);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    // A network that fails leaves the report as it is without one.
    input.attribute = [](uint32_t, const Candidate &) -> Result<Attribution> { return failure("no network"); };
    QVERIFY(!html(input).contains(QLatin1String("class=\"heat\"")));
}

void TestReportHtml::saysWhatItShows()
{
    const QString page = html(reportSample());
    for (const char *text : {"2 of 4 functions have a source (50 %)", "/firmware/httpd", "b2sfinder",
                             "2 files were larger", "section .debug is cut short", "not readable",
                             "stopped after 200,000 instructions", "seen, &quot;sure&quot;\nsecond line"})
        QVERIFY2(page.contains(QString::fromUtf8(text)), text);
    // The method "full" gives probabilities: the first is accepted, the second is not likely.
    ReportInput calibrated = reportSample();
    auto matches = std::make_shared<Matches>(*calibrated.matches);
    matches->method = fullMethod;
    calibrated.matches = matches;
    QVERIFY(html(calibrated)
                .contains(QLatin1String(
                    "1 of 4 functions have a source that is accepted or more likely than not (25 %), 1 accepted")));
    matches->functions[1].candidates[0].confidence = 0.5;
    QVERIFY(html(calibrated).contains(QLatin1String("2 of 4 functions have a source that is accepted or more likely")));
    // Why the function is there, in the head of its match, and in the table because it is uncertain.
    QCOMPARE(page.count(QLatin1String("found by call, prologue, certainty 65 %")), 2);
    QVERIFY(page.contains(QLatin1String("also known as &lt;parse&gt;, parse_b")));
    QVERIFY(page.contains(QString(64, u'a')));

    ReportInput undecided = reportSample();
    undecided.decisions.clear();
    const QString proposed = html(undecided);
    QVERIFY(proposed.contains(QLatin1String("No match was accepted yet")));
    QCOMPARE(proposed.count(QLatin1String("<section class=\"match\"")), 3);

    ReportInput gone = reportSample();
    gone.decisions[0x401000].source = SourceKey{QStringLiteral("src/gone.c"), QStringLiteral("gone"), 7};
    QVERIFY(html(gone).contains(QLatin1String("no longer in the source checkout")));
}

void TestReportHtml::largeGraphIsCutAndSaysSo()
{
    const QString tooLarge = html(largeSample(1, 5000, true));
    QVERIFY(tooLarge.contains(QLatin1String("Too many blocks to draw in a report: 5,000")));
    QVERIFY(tooLarge.size() < 1'000'000);

    ReportInput one = largeSample(1, 1, true);
    auto program = std::make_shared<Program>(*one.program);
    BinaryFunction &function = program->functions[0];
    function.instructions = {};
    for (int n = 0; n < 500; ++n)
        function.instructions.add(function.address, 4, "nop", "");
    function.blocks = {{function.address, 2000, 0, 500}};
    one.program = program;
    const QString longBlock = html(one);
    QVERIFY(longBlock.contains(QLatin1String("instructions left out of the drawing: 466")));
    QCOMPARE(longBlock.count(QLatin1String(">nop<")), 34);
}

void TestReportHtml::brokenLayoutIsNotTrusted_data()
{
    QTest::addColumn<int>("fault");
    for (int fault = 0; fault < 5; ++fault)
        QTest::addRow("%d", fault) << fault;
}

void TestReportHtml::brokenLayoutIsNotTrusted()
{
    QFETCH(int, fault);
    ReportInput input = reportSample();
    input.layOut = [fault](const GraphShape &shape) -> Result<GraphGeometry> {
        GraphGeometry geometry;
        geometry.width = geometry.height = 100;
        geometry.centres.resize(shape.nodes.size());
        geometry.edges.resize(shape.edges.size());
        switch (fault) {
        case 0:
            return failure("dot died");
        case 1:
            geometry.centres.pop_back();
            break;
        case 2:
            geometry.edges.pop_back();
            break;
        case 3:
            geometry.centres[0].x = std::numeric_limits<double>::quiet_NaN();
            break;
        default:
            geometry.edges[0].points = {{0, 0}, {0, std::numeric_limits<double>::infinity()}};
        }
        return geometry;
    };
    const QString page = html(input);
    QCOMPARE(page.count(QLatin1String("<svg ")), 1);
    QCOMPARE(page.count(QLatin1String("class=\"b\"")), 4); // drawn by the other layout
    QVERIFY(!page.contains(QLatin1String("nan")) && !page.contains(QLatin1String("\"inf")));
}

void TestReportHtml::layoutIsAsked()
{
    ReportInput input = reportSample();
    int asked = 0;
    input.layOut = [&](const GraphShape &shape) {
        ++asked;
        return LayeredLayout().layOut(shape);
    };
    html(input);
    QCOMPARE(asked, 1);

    input.layOut = [](const GraphShape &) -> Result<GraphGeometry> { return cancelled(); };
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto stopped = writeHtml(ReportData(input), buffer, {});
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
}

void TestReportHtml::manyFunctionsAreQuick()
{
    const ReportInput input = largeSample(100'000, 1, false);
    const CpuTimer timer;
    const QString page = html(input);
    qInfo("100,000 functions: %.1f s, %lld MiB", timer.seconds(), static_cast<long long>(page.size() >> 20));
    QCOMPARE(page.count(QLatin1String("<tr id=\"f0x")), 100'000);
    QVERIFY(timer.seconds() < 60);
}

void TestReportHtml::colorsAreReadable()
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    };
    const auto contrast = [&](const char *a, const char *b) {
        const double x = luminance(QColor(QLatin1String(a)));
        const double y = luminance(QColor(QLatin1String(b)));
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    std::vector<ReportColor> colors;
    for (int n = 0; n < 9; ++n)
        colors.push_back(reportColor(static_cast<EvidenceKind>(n)));
    for (int n = 0; n < 5; ++n)
        colors.push_back(reportColor(static_cast<EdgeKind>(n)));
    for (int n = 0; n < 4; ++n)
        colors.push_back(reportColor(static_cast<ReportState>(n)));
    for (int n = 0; n < 6; ++n)
        colors.push_back(reportColor(static_cast<CodeStyle>(n)));
    for (const ReportColor &color : colors) {
        // The backgrounds of resources/report/report.css: page, panel and box.
        for (const char *background : {"#ffffff", "#f6f7f9"})
            QVERIFY2(contrast(color.light, background) >= 4.5, color.name);
        for (const char *background : {"#16191d", "#1d2126", "#1f2328"})
            QVERIFY2(contrast(color.dark, background) >= 4.5, color.name);
    }
}

QTEST_GUILESS_MAIN(TestReportHtml)
#include "tst_reporthtml.moc"
