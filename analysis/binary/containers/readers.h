// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The makers of all container readers, for the table in readers.cpp.
#pragma once

#include "analysis/binary/containers/reader.h"

namespace symbolon {

std::unique_ptr<ContainerReader> makeUImageReader();
std::unique_ptr<ContainerReader> makeSquashfsReader();
std::unique_ptr<ContainerReader> makeTarReader();
std::unique_ptr<ContainerReader> makeCpioReader();
std::unique_ptr<ContainerReader> makeArReader();
std::unique_ptr<ContainerReader> makeZipReader();
std::unique_ptr<ContainerReader> makeGzipReader();
std::unique_ptr<ContainerReader> makeBzip2Reader();
std::unique_ptr<ContainerReader> makeZstdReader();
std::unique_ptr<ContainerReader> makeLz4Reader();
std::unique_ptr<ContainerReader> makeXzReader();
std::unique_ptr<ContainerReader> makeLzmaReader();
std::unique_ptr<ContainerReader> makeUniversalReader();

} // namespace symbolon
