// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Containers at any offset: the listing of any file, and the bytes of its members.
#include "analysis/binary/containers/container.h"

#include <unistd.h>

#include <cstdio>

using namespace symbolon;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const std::string path = "/tmp/fuzz_containers." + std::to_string(::getpid());
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (!file)
        return 0;
    std::fwrite(data, 1, size, file);
    std::fclose(file);
    const ContainerLimits limits{1 << 20, 4 << 20, 1000, 4};
    if (const auto listing = listContents(path, limits, {})) {
        for (size_t n = 0; n < listing->entries.size() && n < 4; ++n)
            (void)readMember(path, listing->entries[n].path, limits, {});
    }
    ::unlink(path.c_str());
    return 0;
}
