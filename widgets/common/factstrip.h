// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line (more where it is narrow) on the chosen function: why it is believed to be there, how certain that is,
// its other names, what is odd about it. The place that speaks for it is a link; the tooltip says it all.
#pragma once

#include "analysis/disasm/program.h"

#include <QLabel>

#include <memory>

namespace symbolon {

class FactStrip : public QLabel
{
    Q_OBJECT

public:
    explicit FactStrip(QWidget *parent = nullptr);

    void setFunction(std::shared_ptr<const Program> program, int function); // null or -1: hidden
    [[nodiscard]] QString plainText() const;
    // The function that holds what speaks most for this one; -1: none, as for a pointer in data.
    [[nodiscard]] int witnessFunction() const { return m_witnessFunction; }

Q_SIGNALS:
    void placeActivated(quint64 address); // within a function of the program

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();

    std::shared_ptr<const Program> m_program;
    const BinaryFunction *m_function = nullptr;
    int m_witnessFunction = -1; // looking it up may take a walk through all functions
};

} // namespace symbolon
