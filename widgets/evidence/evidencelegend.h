// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the marks in the views mean: the shape and colour of each kind of evidence that the candidate has, and the
// bars that say how much of the similarity a block or line carries. What does not fit is left out from the end; the
// tooltip has it all.
#pragma once

#include "widgets/common/evidencemarks.h"
#include "widgets/common/theme.h"

#include <QWidget>

#include <vector>

namespace symbolon {

class EvidenceLegend : public QWidget
{
    Q_OBJECT

public:
    explicit EvidenceLegend(QWidget *parent = nullptr);

    void setMarks(const EvidenceMarks &marks);
    void setTheme(const Theme &theme);
    [[nodiscard]] QStringList entries() const; // the words, in their order

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthOf(const QString &text) const; // with its mark and the gap behind it

    Theme m_theme;
    std::vector<EvidenceKind> m_kinds; // in the order of EvidenceKind
    bool m_heat = false;
};

} // namespace symbolon
