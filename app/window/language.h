// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The language of the window: the system's, or the one the user chose, of those that are built in.
#pragma once

#include <QList>
#include <QLocale>
#include <QString>
#include <QTranslator>

#include <memory>
#include <vector>

namespace symbolon {

class Language
{
public:
    struct Choice {
        QString code; // "en", "zh_CN"
        QString name; // in itself: "English", "简体中文"
    };
    static QList<Choice> available();

    // Installs the translators of `code` (empty: the best for the system) in place of earlier ones. Widgets
    // made before keep their language.
    void apply(const QString &code);
    [[nodiscard]] QString current() const { return m_current; }

private:
    std::vector<std::unique_ptr<QTranslator>> m_translators;
    QLocale m_system = QLocale::system();
    QString m_current;
};

} // namespace symbolon
