// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/originnames.h"

#include <utility>

namespace symbolon {

QStringList originNames(Origins origins)
{
    static constexpr std::pair<Origin, const char *> names[] = {
        {Origin::Symbol, "symbol"},      {Origin::Export, "export"},          {Origin::Entry, "entry"},
        {Origin::InitFini, "init-fini"}, {Origin::FrameRecord, "frame"},      {Origin::FunctionTable, "function-table"},
        {Origin::Call, "call"},          {Origin::TailCall, "tail-call"},     {Origin::Pointer, "pointer"},
        {Origin::Prologue, "prologue"},  {Origin::ImportStub, "import-stub"}, {Origin::LandingPad, "landing-pad"}};
    QStringList list;
    for (const auto &[origin, name] : names)
        if (has(origins, origin))
            list << QString::fromLatin1(name);
    return list;
}

} // namespace symbolon
