// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// For steps of a test that have to succeed before there is anything to test.
#pragma once

#include "analysis/base/result.h"

#include <QtGlobal>

template<typename T>
T must(symbolon::Result<T> result)
{
    if (!result)
        qFatal("%s [%s]", result.error().summary.c_str(), result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}
