// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace symbolon {

namespace {

class ThemedIconEngine : public QIconEngine
{
public:
    explicit ThemedIconEngine(QString name) : m_name(std::move(name)) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QPalette palette = QApplication::palette();
        QColor color = palette.color(QPalette::Active, QPalette::ButtonText);
        if (mode == QIcon::Disabled)
            color = palette.color(QPalette::Disabled, QPalette::ButtonText);
        else if (mode == QIcon::Selected)
            color = palette.color(QPalette::Active, QPalette::HighlightedText);
        const int extent = std::min(size.width(), size.height());
        QPixmap pixmap = themedPixmap(m_name, int(extent / scale), color, scale);
        return pixmap;
    }
    QIconEngine *clone() const override { return new ThemedIconEngine(m_name); }
    QString key() const override { return QStringLiteral("symbolon"); }

private:
    QString m_name;
};

} // namespace

QPixmap themedPixmap(const QString &name, int extent, const QColor &color, qreal devicePixelRatio)
{
    const QString key =
        QStringLiteral("symbolon-icon/%1/%2/%3/%4").arg(name).arg(extent).arg(color.name()).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    QByteArray svg;
    if (file.open(QIODevice::ReadOnly))
        svg = file.readAll();
    svg.replace("#000", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(QSize(extent, extent) * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    if (renderer.isValid()) {
        QPainter painter(&pixmap);
        renderer.render(&painter);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon themedIcon(const QString &name)
{
    return QIcon(new ThemedIconEngine(name));
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int extent : {16, 24, 32, 48, 64, 128})
        icon.addPixmap(themedPixmap(QStringLiteral("symbolon"), extent, Qt::black, 1));
    return icon;
}

} // namespace symbolon
