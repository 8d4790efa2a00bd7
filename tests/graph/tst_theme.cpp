// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Colours are readable on every background they can stand on, and stay apart for colour-blind eyes.
#include "widgets/common/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <cmath>

using namespace symbolon;

namespace {

QPalette paletteOf(const QColor &base, const QColor &alternate)
{
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, alternate);
    return palette;
}

struct Vision {
    const char *name;
    double matrix[9]; // on linear RGB; Machado, Oliveira and Fernandes (2009), severity 1
};
constexpr Vision visions[] = {
    {"protanopia", {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}},
    {"deuteranopia", {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}},
};

// Distance in CIE L*a*b* of two colours as eyes of this kind see them.
double seenDistance(const QColor &a, const QColor &b, const Vision &vision)
{
    const auto lab = [&](const QColor &color) {
        const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        const double rgb[3] = {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
        double seen[3];
        for (int i = 0; i < 3; ++i) {
            const double *row = vision.matrix + 3 * i;
            seen[i] = std::clamp(row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2], 0.0, 1.0);
        }
        const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
        const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
        const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
        const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
        return std::array<double, 3>{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto p = lab(a);
    const auto q = lab(b);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

constexpr EdgeKind edgeKinds[] = {EdgeKind::Taken, EdgeKind::FallThrough, EdgeKind::Jump, EdgeKind::Switch,
                                  EdgeKind::Exception};
constexpr EvidenceKind evidenceKinds[] = {EvidenceKind::String,   EvidenceKind::Integer,   EvidenceKind::Call,
                                          EvidenceKind::Switch,   EvidenceKind::Name,      EvidenceKind::Neighbour,
                                          EvidenceKind::Locality, EvidenceKind::Embedding, EvidenceKind::Structure};
constexpr MatchState states[] = {MatchState::Accepted, MatchState::Proposed, MatchState::Rejected, MatchState::Blocked,
                                 MatchState::Unmatched};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrast_data();
    void contrast();
    void colourBlind_data() { contrast_data(); }
    void colourBlind();
    void marksDiffer();
    void badgeIsPainted();
    void fontSetting();
};

void TestTheme::contrast_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("white") << paletteOf(Qt::white, QColor(0xf5, 0xf5, 0xf5));
    QTest::newRow("light grey") << paletteOf(QColor(0xee, 0xee, 0xee), QColor(0xe4, 0xe4, 0xe4));
    QTest::newRow("cream") << paletteOf(QColor(0xfd, 0xf6, 0xe3), QColor(0xee, 0xe8, 0xd5));
    QTest::newRow("dark") << paletteOf(QColor(0x23, 0x26, 0x29), QColor(0x2d, 0x31, 0x34));
    QTest::newRow("black") << paletteOf(Qt::black, QColor(0x18, 0x18, 0x18));
    QTest::newRow("slate") << paletteOf(QColor(0x35, 0x3a, 0x40), QColor(0x3c, 0x41, 0x48));
}

void TestTheme::contrast()
{
    QFETCH(QPalette, palette);
    const Theme theme(palette);
    QCOMPARE(theme.isDark(), palette.color(QPalette::Base).lightness() < 128);
    const QColor backgrounds[] = {palette.color(QPalette::Base),
                                  palette.color(QPalette::AlternateBase),
                                  theme.color(ColorRole::SelectionBackground),
                                  theme.color(ColorRole::HoverBackground),
                                  theme.color(ColorRole::EvidenceBackground),
                                  theme.color(ColorRole::BlockBackground),
                                  theme.color(ColorRole::BlockHeader),
                                  theme.color(ColorRole::ColdHeader),
                                  theme.color(ColorRole::Canvas)};
    int checked = 0;
    for (std::size_t i = 0; i < colorRoleCount; ++i) {
        const auto role = static_cast<ColorRole>(i);
        if (!Theme::isForeground(role))
            continue;
        for (const QColor &background : backgrounds) {
            const double ratio = contrastRatio(theme.color(role), background);
            QVERIFY2(ratio >= 4.5,
                     qPrintable(QStringLiteral("role %1: %2 on %3").arg(i).arg(ratio).arg(background.name())));
            ++checked;
        }
    }
    QVERIFY(checked > 200);
    for (const EvidenceKind kind : evidenceKinds)
        QVERIFY(contrastRatio(readableOn(theme.color(kind)), theme.color(kind)) >= 4.5);
}

void TestTheme::colourBlind()
{
    QFETCH(QPalette, palette);
    const Theme theme(palette);
    constexpr double apart = 9; // about four just noticeable differences
    for (const Vision &vision : visions) {
        for (const EdgeKind a : edgeKinds)
            for (const EdgeKind b : edgeKinds)
                if (a < b) {
                    const double seen = seenDistance(theme.color(a), theme.color(b), vision);
                    QVERIFY2(seen > apart,
                             qPrintable(QStringLiteral("%1: edges %2 and %3 are %4 apart")
                                            .arg(QLatin1String(vision.name), edgeKindLabel(a), edgeKindLabel(b))
                                            .arg(seen)));
                }
        for (const MatchState a : states)
            for (const MatchState b : states)
                if (a < b) {
                    const double seen = seenDistance(theme.color(a), theme.color(b), vision);
                    QVERIFY2(seen > apart, qPrintable(QStringLiteral("%1: %2 and %3 are %4 apart")
                                                          .arg(QLatin1String(vision.name), stateName(a), stateName(b))
                                                          .arg(seen)));
                }
    }
}

// No meaning by colour alone.
void TestTheme::marksDiffer()
{
    QSet<QString> marks;
    QSet<QString> names;
    for (const MatchState state : states) {
        marks.insert(stateMark(state));
        names.insert(stateName(state));
    }
    QCOMPARE(marks.size(), int(std::size(states)));
    QCOMPARE(names.size(), int(std::size(states)));

    QSet<QByteArray> shapes;
    QSet<QString> labels;
    for (const EvidenceKind kind : evidenceKinds) {
        QImage image(16, 16, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.fillPath(evidenceShape(kind, {1, 1, 14, 14}), Qt::black);
        painter.end();
        shapes.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
        labels.insert(evidenceKindLabel(kind));
    }
    QCOMPARE(shapes.size(), qsizetype(std::size(evidenceKinds)));
    QCOMPARE(labels.size(), qsizetype(std::size(evidenceKinds)));
    QSet<QString> edges;
    for (const EdgeKind kind : edgeKinds)
        edges.insert(edgeKindLabel(kind));
    QCOMPARE(edges.size(), qsizetype(std::size(edgeKinds)));
}

void TestTheme::badgeIsPainted()
{
    const Theme theme;
    const QFont font = monospaceFont();
    QVERIFY(evidenceBadgeSize(10, font).width() > evidenceBadgeSize(1, font).width());
    for (const EvidenceKind kind : evidenceKinds) {
        const QImage one = evidenceBadge(kind, 1, theme, font, 2).toImage();
        const QImage two = evidenceBadge(kind, 2, theme, font, 2).toImage();
        QVERIFY(one != two);
        QCOMPARE(one.pixelColor(one.width() / 2, 1).rgb() & 0xffffff, theme.color(kind).rgb() & 0xffffff);
        QVERIFY(!evidenceIcon(kind, theme).isNull());
    }
}

void TestTheme::fontSetting()
{
    struct Counter : QWidget {
        int changes = 0;
        void changeEvent(QEvent *event) override
        {
            changes += event->type() == QEvent::FontChange;
            QWidget::changeEvent(event);
        }
    } widget;
    QFont large = monospaceFont();
    large.setPointSize(31);
    setMonospaceFont(large);
    QCOMPARE(monospaceFont().pointSize(), 31);
    QCOMPARE(widget.changes, 1);
    resetMonospaceFont();
    QVERIFY(monospaceFont().pointSize() != 31);
    QCOMPARE(widget.changes, 2);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
