// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The few things to set: language, light or dark, the font of code, and how many threads a job may use.
#pragma once

#include "app/window/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFontComboBox;
class QSpinBox;

namespace symbolon {

class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(const Settings &settings, QWidget *parent = nullptr);

    [[nodiscard]] Settings settings() const;

Q_SIGNALS:
    void chosen(const symbolon::Settings &settings);

private:
    QComboBox *m_language;
    QComboBox *m_theme;
    QCheckBox *m_ownFont;
    QFontComboBox *m_family;
    QSpinBox *m_size;
    QSpinBox *m_threads;
};

} // namespace symbolon
