// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/readers.h"

namespace symbolon {

// Where two begin at one place, the first one that accepts it is taken: strict formats come before LZMA,
// whose header is weak.
const std::vector<std::unique_ptr<ContainerReader>> &containerReaders()
{
    static const auto readers = [] {
        std::vector<std::unique_ptr<ContainerReader>> list;
        list.push_back(makeUImageReader());
        list.push_back(makeSquashfsReader());
        list.push_back(makeTarReader());
        list.push_back(makeCpioReader());
        list.push_back(makeArReader());
        list.push_back(makeZipReader());
        list.push_back(makeGzipReader());
        list.push_back(makeBzip2Reader());
        list.push_back(makeXzReader());
        list.push_back(makeZstdReader());
        list.push_back(makeLz4Reader());
        list.push_back(makeUniversalReader());
        list.push_back(makeLzmaReader());
        return list;
    }();
    return readers;
}

} // namespace symbolon
