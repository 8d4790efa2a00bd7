// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/settingsdialog.h"

#include "app/window/language.h"
#include "widgets/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>

namespace symbolon {

SettingsDialog::SettingsDialog(const Settings &settings, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().height() * 30);
    auto *column = new QVBoxLayout(this);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    column->addLayout(form);

    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("language"));
    m_language->addItem(tr("System"), QString());
    const auto languages = Language::available();
    for (const Language::Choice &choice : languages)
        m_language->addItem(choice.name, choice.code);
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings.language)));
    form->addRow(tr("&Language"), m_language);

    m_theme = new QComboBox(this);
    m_theme->setObjectName(QStringLiteral("theme"));
    m_theme->addItem(tr("System"), int(ThemeChoice::System));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    m_theme->setCurrentIndex(m_theme->findData(int(settings.theme)));
    form->addRow(tr("&Theme"), m_theme);

    m_ownFont = new QCheckBox(tr("Choose the &font of code"), this);
    m_ownFont->setObjectName(QStringLiteral("own-font"));
    m_ownFont->setChecked(settings.codeFont.has_value());
    form->addRow(QString(), m_ownFont);
    const QFont font = settings.codeFont.value_or(monospaceFont());
    auto *row = new QHBoxLayout;
    m_family = new QFontComboBox(this);
    m_family->setFontFilters(QFontComboBox::MonospacedFonts);
    m_family->setCurrentFont(font);
    m_family->setAccessibleName(tr("Font of code"));
    m_size = new QSpinBox(this);
    m_size->setRange(5, 40);
    m_size->setSuffix(tr(" pt"));
    m_size->setValue(font.pointSize() > 0 ? font.pointSize() : 10);
    m_size->setAccessibleName(tr("Size of the font of code"));
    row->addWidget(m_family, 1);
    row->addWidget(m_size);
    form->addRow(tr("Font of code"), row);
    m_family->setEnabled(m_ownFont->isChecked());
    m_size->setEnabled(m_ownFont->isChecked());
    connect(m_ownFont, &QCheckBox::toggled, m_family, &QWidget::setEnabled);
    connect(m_ownFont, &QCheckBox::toggled, m_size, &QWidget::setEnabled);

    m_rematch = new QCheckBox(tr("Match again after each &decision"), this);
    m_rematch->setObjectName(QStringLiteral("rematch"));
    m_rematch->setChecked(settings.rematch);
    form->addRow(QString(), m_rematch);

    m_threads = new QSpinBox(this);
    m_threads->setObjectName(QStringLiteral("threads"));
    m_threads->setRange(0, 256);
    m_threads->setSpecialValueText(tr("All cores (%1)").arg(QThread::idealThreadCount()));
    m_threads->setValue(int(std::min(settings.threads, 256u)));
    form->addRow(tr("T&hreads for a job"), m_threads);

    m_device = new QComboBox(this);
    m_device->setObjectName(QStringLiteral("device"));
    m_device->addItem(tr("Automatic"), QStringLiteral("auto"));
    m_device->addItem(tr("CPU"), QStringLiteral("cpu"));
    if (m_device->findData(settings.device) < 0)
        m_device->addItem(settings.device, settings.device);
    m_device->setCurrentIndex(m_device->findData(settings.device));
    form->addRow(tr("&Network runs on"), m_device);
    m_deviceNote = new QLabel(tr("Looking for devices…"), this);
    m_deviceNote->setForegroundRole(QPalette::PlaceholderText);
    m_deviceNote->setTextFormat(Qt::PlainText);
    m_deviceNote->setWordWrap(true);
    form->addRow(QString(), m_deviceNote);

    column->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT chosen(this->settings());
    });
    column->addWidget(buttons);
}

void SettingsDialog::setDevices(const Result<std::vector<ComputeDevice>> &devices)
{
    if (!devices) {
        m_deviceNote->setText(QString::fromStdString(devices.error().summary));
        return;
    }
    for (const ComputeDevice &device : *devices) {
        const QString name = QString::fromStdString(device.name);
        const QString text = name == QLatin1String("cpu") ? tr("CPU") : QString::fromStdString(device.description);
        if (const int known = m_device->findData(name); known >= 0)
            m_device->setItemText(known, text);
        else
            m_device->addItem(text, name);
    }
    m_deviceNote->setText(devices->size() > 1 ? QString() : tr("No CUDA device is there."));
}

Settings SettingsDialog::settings() const
{
    Settings chosen;
    chosen.language = m_language->currentData().toString();
    chosen.theme = ThemeChoice(m_theme->currentData().toInt());
    if (m_ownFont->isChecked()) {
        QFont font = m_family->currentFont();
        font.setPointSize(m_size->value());
        chosen.codeFont = font;
    }
    chosen.rematch = m_rematch->isChecked();
    chosen.threads = unsigned(m_threads->value());
    chosen.device = m_device->currentData().toString();
    return chosen;
}

} // namespace symbolon
