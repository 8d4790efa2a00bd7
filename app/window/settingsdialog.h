// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The few things to set: language, light or dark, the font of code, how many threads a job may use, and
// where the network runs.
#pragma once

#include "app/window/settings.h"
#include "model/modelmodule.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFontComboBox;
class QLabel;
class QSpinBox;

namespace symbolon {

class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(const Settings &settings, QWidget *parent = nullptr);

    [[nodiscard]] Settings settings() const;
    // What the network can run on beside "automatic"; until they are known, the CPU and what was chosen.
    void setDevices(const Result<std::vector<ComputeDevice>> &devices);

Q_SIGNALS:
    void chosen(const symbolon::Settings &settings);

private:
    QComboBox *m_language;
    QComboBox *m_theme;
    QCheckBox *m_ownFont;
    QFontComboBox *m_family;
    QSpinBox *m_size;
    QCheckBox *m_rematch;
    QSpinBox *m_threads;
    QComboBox *m_device;
    QLabel *m_deviceNote;
};

} // namespace symbolon
