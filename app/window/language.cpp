// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace symbolon {

QList<Language::Choice> Language::available()
{
    return {{QStringLiteral("en"), QStringLiteral("English")},
            {QStringLiteral("zh_CN"), QString::fromUtf8("\xe7\xae\x80\xe4\xbd\x93\xe4\xb8\xad\xe6\x96\x87")}};
}

void Language::apply(const QString &code)
{
    for (const auto &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();

    const bool chinese = code.isEmpty() ? m_system.language() == QLocale::Chinese : code == QLatin1String("zh_CN");
    m_current = chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    QLocale::setDefault(code.isEmpty() ? m_system : QLocale(code));

    const auto install = [&](const QString &file, const QString &folder) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file, folder) && QCoreApplication::installTranslator(translator.get()))
            m_translators.push_back(std::move(translator));
    };
    if (chinese)
        install(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("symbolon_") + m_current, QStringLiteral(":/i18n"));
}

} // namespace symbolon
