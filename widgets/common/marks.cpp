// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The marks, words, shapes and the font of theme.h.
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QVariant>
#include <QWidget>

#include <cmath>
#include <cstring>
#include <numbers>

namespace symbolon {

namespace {

constexpr char fontProperty[] = "symbolonMonospaceFont";

QString words(const char *text)
{
    return QCoreApplication::translate("symbolon::Theme", text);
}

// A regular polygon, or a star where `inner` < 1, with its first corner at `turn` (0: on top).
QPainterPath polygon(const QRectF &rect, int corners, double turn = 0, double inner = 1)
{
    QPolygonF points;
    const int steps = inner < 1 ? corners * 2 : corners;
    for (int step = 0; step < steps; ++step) {
        const double angle = 2 * std::numbers::pi * (step + turn) / steps - std::numbers::pi / 2;
        const double radius = inner < 1 && step % 2 ? inner / 2 : 0.5;
        points << rect.center()
                      + QPointF(std::cos(angle) * rect.width() * radius, std::sin(angle) * rect.height() * radius);
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath plus(const QRectF &rect)
{
    QPainterPath path;
    const double third = rect.width() / 3;
    path.addRect(rect.adjusted(third, 0, -third, 0));
    path.addRect(rect.adjusted(0, third, 0, -third));
    return path.simplified();
}

void tellFontChanged()
{
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        QEvent event(QEvent::FontChange);
        QCoreApplication::sendEvent(widget, &event);
    }
}

} // namespace

QString stateMark(MatchState state)
{
    switch (state) {
    case MatchState::Accepted:
        return QStringLiteral("✓");
    case MatchState::Proposed:
        return QStringLiteral("?");
    case MatchState::Rejected:
        return QStringLiteral("✗");
    case MatchState::Blocked:
        return QStringLiteral("⊘");
    case MatchState::Unmatched:
        break;
    }
    return QStringLiteral("–");
}

QString stateName(MatchState state)
{
    switch (state) {
    case MatchState::Accepted:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "accepted"));
    case MatchState::Proposed:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "proposed"));
    case MatchState::Rejected:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "rejected"));
    case MatchState::Blocked:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "blocked"));
    case MatchState::Unmatched:
        break;
    }
    return words(QT_TRANSLATE_NOOP("symbolon::Theme", "unmatched"));
}

QString evidenceKindLabel(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::String:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "string"));
    case EvidenceKind::Integer:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "integer"));
    case EvidenceKind::Call:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "call"));
    case EvidenceKind::Switch:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "switch"));
    case EvidenceKind::Name:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "name"));
    case EvidenceKind::Neighbour:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "neighbour"));
    case EvidenceKind::Locality:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "locality"));
    case EvidenceKind::Embedding:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "embedding"));
    case EvidenceKind::Structure:
        break;
    }
    return words(QT_TRANSLATE_NOOP("symbolon::Theme", "structure"));
}

namespace {

// "branches 4/4, loops 2/1" → the same with the words translated.
QString structureWords(const QString &value)
{
    static constexpr const char *known[] = {
        QT_TRANSLATE_NOOP("symbolon::Theme", "branches"), QT_TRANSLATE_NOOP("symbolon::Theme", "loops"),
        QT_TRANSLATE_NOOP("symbolon::Theme", "calls"), QT_TRANSLATE_NOOP("symbolon::Theme", "callers"),
        QT_TRANSLATE_NOOP("symbolon::Theme", "arguments")};
    QStringList parts = value.split(QStringLiteral(", "));
    for (QString &part : parts) {
        for (const char *word : known) {
            if (part.section(u' ', 0, 0) == QLatin1String(word))
                part.replace(0, qsizetype(std::strlen(word)), words(word));
        }
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString evidenceText(const Evidence &evidence)
{
    const QString value = oneLine(evidence.value);
    if (evidence.kind == EvidenceKind::String)
        return u'"' + value + u'"';
    if (evidence.kind == EvidenceKind::Structure)
        return structureWords(value);
    if (evidence.kind != EvidenceKind::Neighbour && evidence.kind != EvidenceKind::Locality)
        return value;
    // As the matcher says it, less the name.
    for (const char *relation :
         {QT_TRANSLATE_NOOP("symbolon::Theme", "calls %1"), QT_TRANSLATE_NOOP("symbolon::Theme", "called by %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "called after %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "called before %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "uses %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "in a table with %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "in a table behind %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "in a table before %1"),
          QT_TRANSLATE_NOOP("symbolon::Theme", "behind %1"), QT_TRANSLATE_NOOP("symbolon::Theme", "before %1")}) {
        const QLatin1String prefix(relation, static_cast<qsizetype>(std::strlen(relation)) - 2);
        if (value.startsWith(prefix))
            return words(relation).arg(value.mid(prefix.size()));
    }
    return value;
}

QString edgeKindLabel(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::Taken:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "taken"));
    case EdgeKind::FallThrough:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "fall through"));
    case EdgeKind::Jump:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "jump"));
    case EdgeKind::Switch:
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "switch case"));
    case EdgeKind::Exception:
        break;
    }
    return words(QT_TRANSLATE_NOOP("symbolon::Theme", "exception"));
}

QPainterPath evidenceShape(EvidenceKind kind, const QRectF &rect)
{
    QPainterPath path;
    switch (kind) {
    case EvidenceKind::String:
        path.addEllipse(rect);
        return path;
    case EvidenceKind::Integer:
        path.addRect(
            rect.adjusted(rect.width() * 0.08, rect.height() * 0.08, -rect.width() * 0.08, -rect.height() * 0.08));
        return path;
    case EvidenceKind::Call:
        return polygon(rect, 3, 0.75); // points to the right
    case EvidenceKind::Switch:
        return polygon(rect, 4);
    case EvidenceKind::Name:
        return plus(rect);
    case EvidenceKind::Neighbour:
        return polygon(rect, 3);
    case EvidenceKind::Locality:
        return polygon(rect, 3, 1.5); // points down
    case EvidenceKind::Embedding:
        return polygon(rect, 5, 0, 0.45);
    case EvidenceKind::Structure:
        break;
    }
    return polygon(rect, 6);
}

QSizeF evidenceBadgeSize(int number, const QFont &font)
{
    const QFontMetricsF metrics(font);
    const double height = std::ceil(metrics.height());
    if (number <= 0)
        return {height, height};
    return {std::ceil(metrics.horizontalAdvance(QLocale().toString(number)) + metrics.ascent() * 0.7 + height * 0.75),
            height};
}

void paintEvidenceBadge(QPainter &painter, const QRectF &rect, EvidenceKind kind, int number, const Theme &theme,
                        const QFont &font)
{
    const QColor fill = theme.color(kind);
    const QColor ink = readableOn(fill);
    const QFontMetricsF metrics(font);
    const double mark = metrics.ascent() * 0.7;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const double radius = rect.height() * 0.3;
    painter.drawRoundedRect(rect, radius, radius);
    painter.setBrush(ink);
    const double left = number > 0 ? rect.left() + rect.height() * 0.22 : rect.center().x() - mark / 2;
    painter.drawPath(evidenceShape(kind, {left, rect.center().y() - mark / 2, mark, mark}));
    if (number > 0) {
        painter.setFont(font);
        painter.setPen(ink);
        const QRectF text(left + mark, rect.top(), rect.right() - left - mark, rect.height());
        painter.drawText(text, Qt::AlignCenter, QLocale().toString(number));
    }
    painter.restore();
}

QPixmap evidenceBadge(EvidenceKind kind, int number, const Theme &theme, const QFont &font, qreal devicePixelRatio)
{
    const QSizeF size = evidenceBadgeSize(number, font);
    QPixmap pixmap((size * devicePixelRatio).toSize());
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintEvidenceBadge(painter, QRectF({}, size), kind, number, theme, font);
    return pixmap;
}

QIcon evidenceIcon(EvidenceKind kind, const Theme &theme, int extent)
{
    QIcon icon;
    for (const int ratio : {1, 2}) {
        QPixmap pixmap(extent * ratio, extent * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const double inset = extent * 0.125;
        painter.fillPath(evidenceShape(kind, QRectF(0, 0, extent, extent).adjusted(inset, inset, -inset, -inset)),
                         theme.color(kind));
        icon.addPixmap(pixmap);
    }
    return icon;
}

void paintHeatGauge(QPainter &painter, const QRectF &rect, double heat, const Theme &theme)
{
    if (heat <= 0)
        return;
    painter.fillRect(QRectF(rect.topLeft(), QSizeF(std::max(1.0, rect.width() * heat), rect.height())),
                     theme.color(ColorRole::EvidenceEmbedding));
}

QString heatText(double drop)
{
    const QString points = QLocale().toString(drop * 100, 'f', 1);
    if (drop >= 0.0005)
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "Without this the similarity is %1 points lower."))
            .arg(points);
    if (drop <= -0.0005)
        return words(QT_TRANSLATE_NOOP("symbolon::Theme", "Without this the similarity is %1 points higher."))
            .arg(QLocale().toString(-drop * 100, 'f', 1));
    return {};
}

QFont monospaceFont()
{
    const QVariant chosen = qApp ? qApp->property(fontProperty) : QVariant();
    return chosen.canConvert<QFont>() && chosen.isValid() ? chosen.value<QFont>()
                                                          : QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

void setMonospaceFont(const QFont &font)
{
    qApp->setProperty(fontProperty, font);
    tellFontChanged();
}

void resetMonospaceFont()
{
    qApp->setProperty(fontProperty, QVariant());
    tellFontChanged();
}

} // namespace symbolon
