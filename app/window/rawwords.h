// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What was found of a blob, in the language of the window.
#pragma once

#include "analysis/disasm/rawproposal.h"

#include <QString>

namespace symbolon {

QString proposalName(const RawProposal &proposal); // "MIPS, big endian"
QString reasonText(const RawReason &reason);
QString noteText(const RawFindings &findings); // why nothing convinces; empty when something does
QString addressText(quint64 address);

} // namespace symbolon
