// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/emptystate.h"

#include "widgets/common/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace symbolon {

namespace {

// The two halves of a token: apart while there is nothing, meeting while something is under way.
void paintToken(QPainter &painter, const QRectF &rect, const QColor &color, qreal gap)
{
    QPainterPath disc;
    disc.addEllipse(rect);
    QPainterPath left;
    const QPointF top(rect.center().x(), rect.top() - 1);
    left.moveTo(rect.topLeft() - QPointF(1, 1));
    left.lineTo(top);
    for (const QPointF &step : {QPointF(0.10, 0.25), QPointF(-0.10, 0.45), QPointF(0.12, 0.65), QPointF(0, 1.05)})
        left.lineTo(top + QPointF(step.x() * rect.width(), step.y() * rect.height()));
    left.lineTo(rect.bottomLeft() + QPointF(-1, 2));
    left.closeSubpath();
    painter.setPen(QPen(color, rect.width() / 22, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(disc.intersected(left).translated(-gap, 0));
    painter.drawPath(disc.subtracted(left).translated(gap, 0));
}

void paintWarning(QPainter &painter, const QRectF &rect, const QColor &color)
{
    painter.setPen(QPen(color, rect.width() / 16, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF corners[] = {{rect.center().x(), rect.top()}, rect.bottomRight(), rect.bottomLeft()};
    painter.drawPolygon(corners, 3);
    const QPointF middle = rect.center();
    painter.drawLine(middle - QPointF(0, rect.height() * 0.12), middle + QPointF(0, rect.height() * 0.16));
    painter.drawPoint(middle + QPointF(0, rect.height() * 0.31));
}

QLabel *centredLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent),
      m_picture(new QLabel(this)),
      m_sentence(centredLabel(this)),
      m_hint(centredLabel(this)),
      m_progress(new QProgressBar(this)),
      m_detail(new QPlainTextEdit(this)),
      m_action(new QPushButton(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_retry(new QPushButton(tr("Retry"), this)),
      m_details(new QPushButton(tr("Details"), this)),
      m_copy(new QPushButton(tr("Copy"), this))
{
    setObjectName(QStringLiteral("emptyState"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_picture->setAlignment(Qt::AlignCenter);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(280);
    m_progress->setAccessibleName(tr("Progress"));
    m_detail->setReadOnly(true);
    m_detail->setMaximumHeight(140);
    m_detail->setMaximumWidth(560);
    m_detail->setAccessibleName(tr("Details of the error"));
    m_details->setCheckable(true);
    m_copy->setToolTip(tr("Copy the error and its details"));

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {m_action, m_cancel, m_retry, m_details, m_copy})
        buttons->addWidget(button);
    buttons->addStretch();

    const auto centred = [](QWidget *widget) {
        auto *row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(widget, 4);
        row->addStretch(1);
        return row;
    };
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_picture);
    column->addWidget(m_sentence);
    column->addWidget(m_hint);
    column->addLayout(centred(m_progress));
    column->addLayout(buttons);
    column->addLayout(centred(m_detail));
    column->addStretch(3);

    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionRequested);
    connect(m_cancel, &QPushButton::clicked, this, &EmptyState::cancelRequested);
    connect(m_retry, &QPushButton::clicked, this, &EmptyState::retryRequested);
    connect(m_details, &QPushButton::toggled, m_detail, &QWidget::setVisible);
    connect(m_copy, &QPushButton::clicked, this, &EmptyState::copyError);
    showEmpty({});
}

void EmptyState::showEmpty(const QString &sentence, const QString &hint, const QString &action)
{
    setMode(Mode::Empty, sentence, hint);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

void EmptyState::showBusy(const QString &sentence, quint64 done, quint64 total, const QString &rest)
{
    QString hint;
    if (total > 0)
        hint = tr("%1 of %2").arg(locale().toString(done), locale().toString(total));
    else if (done > 0)
        hint = locale().toString(done);
    if (!rest.isEmpty())
        hint = hint.isEmpty() ? rest : tr("%1 · %2").arg(hint, rest);
    setMode(Mode::Busy, sentence, hint);
    m_progress->setRange(0, total > 0 ? 1000 : 0);
    if (total > 0)
        m_progress->setValue(
            static_cast<int>(1000.0 * static_cast<double>(qMin(done, total)) / static_cast<double>(total)));
}

void EmptyState::showFailed(const Error &error, bool canRetry)
{
    m_error = error;
    setMode(Mode::Failed, QString::fromStdString(error.summary), QString::fromStdString(error.hint));
    m_detail->setPlainText(QString::fromStdString(error.detail));
    m_retry->setVisible(canRetry);
    m_details->setVisible(!error.detail.empty());
    if (error.detail.empty())
        m_details->setChecked(false);
}

void EmptyState::setCancelText(const QString &text)
{
    m_cancel->setText(text);
}

QString EmptyState::sentence() const
{
    return m_sentence->text();
}

QString EmptyState::hint() const
{
    return m_hint->text();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updatePicture();
}

void EmptyState::setMode(Mode mode, const QString &sentence, const QString &hint)
{
    const bool newMode = mode != m_mode;
    m_mode = mode;
    m_sentence->setText(sentence);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_progress->setVisible(mode == Mode::Busy);
    m_cancel->setVisible(mode == Mode::Busy);
    m_copy->setVisible(mode == Mode::Failed);
    if (mode != Mode::Empty)
        m_action->hide();
    if (mode != Mode::Failed) {
        m_retry->hide();
        m_details->hide();
    }
    if (mode != Mode::Failed || newMode)
        m_details->setChecked(false);
    m_detail->setVisible(mode == Mode::Failed && m_details->isChecked());
    setAccessibleName(sentence);
    setAccessibleDescription(hint);
    updatePicture();
}

void EmptyState::updatePicture()
{
    const Theme theme(palette());
    const int extent = 3 * fontMetrics().height();
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(extent + extent / 2, extent) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect(extent * 0.25 + 4, 4, extent - 8, extent - 8);
    if (m_mode == Mode::Failed)
        paintWarning(painter, rect, theme.color(ColorRole::Failure));
    else
        paintToken(painter, rect, theme.color(ColorRole::FaintText), m_mode == Mode::Busy ? 1 : extent * 0.09);
    m_picture->setPixmap(pixmap);

    QPalette faint = palette();
    for (const auto role : {QPalette::WindowText, QPalette::Text}) // selectable labels use Text
        faint.setColor(role, theme.color(ColorRole::FaintText));
    m_hint->setPalette(faint);
}

void EmptyState::copyError()
{
    QStringList lines{m_sentence->text(), m_hint->text(), m_detail->toPlainText()};
    lines.removeAll(QString());
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace symbolon
