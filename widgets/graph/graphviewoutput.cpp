// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What GraphView says beside its drawing: tooltips and exports.
#include "widgets/graph/graphview.h"

#include "widgets/common/format.h"
#include "widgets/graph/graphcanvas.h"
#include "widgets/graph/graphdescription.h"
#include "widgets/graph/graphexport.h"

#include <QHelpEvent>
#include <QToolTip>

namespace symbolon {

bool GraphView::showToolTip(const QPoint &viewportPosition, const QPoint &globalPosition) const
{
    if (!isShowingGraph())
        return false;
    const QPointF point = m_canvas->toScene(viewportPosition);
    const GraphContent::Place place = m_canvas->scene()->at(point);
    const int edge = m_canvas->scene()->edgeLabelledAt(point);
    QString text = describeMarks(m_evidence, m_canvas->marks(), place);
    if (text.isEmpty() && place.block >= 0 && place.line < 0)
        text = describeBlock(*m_content, m_evidence, m_canvas->marks(), place);
    else if (edge >= 0 && place.block < 0)
        text = describeLink(*m_content, static_cast<std::size_t>(edge));
    else if (!text.isEmpty() && place.line < 0)
        text += u'\n' + heatText(m_evidence.dropAtAddress(addressOf(place)));
    QToolTip::showText(globalPosition, text, m_canvas->viewport()); // hides it when empty
    return true;
}

bool GraphView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_canvas->viewport() && event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showToolTip(help->pos(), help->globalPos());
    }
    return Pane::eventFilter(watched, event);
}

QByteArray GraphView::toSvg() const
{
    if (!isShowingGraph())
        return {};
    return graphSvg(*m_canvas->scene(), m_canvas->marks(), m_canvas->theme(), symbolText(m_content->source().name));
}

QImage GraphView::toImage(double scale) const
{
    if (!isShowingGraph())
        return {};
    return graphImage(*m_canvas->scene(), m_canvas->marks(), m_canvas->theme(), scale).image;
}

} // namespace symbolon
