// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the sample firmware program and its sources lie: beside the build, or where they were installed.
#pragma once

#include <QString>

namespace symbolon {

QString sampleBinary();  // empty: there is none
QString sampleSources(); // empty: there are none

} // namespace symbolon
