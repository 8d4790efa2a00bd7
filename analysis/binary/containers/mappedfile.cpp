// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/mappedfile.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace symbolon {

Result<MappedFile> MappedFile::open(const std::string &path)
{
    // Not blocking: the name may be that of a pipe.
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return badInput(path + ": " + std::strerror(errno), "Check the path and the file's permissions.");
    struct stat status {
    };
    void *memory = MAP_FAILED;
    std::string problem;
    if (fstat(file, &status) != 0)
        problem = std::strerror(errno);
    else if (S_ISDIR(status.st_mode))
        problem = "this is a folder, not a file";
    else if (!S_ISREG(status.st_mode))
        problem = "not a regular file";
    else if (status.st_size == 0)
        problem = "the file is empty";
    else if ((memory = mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0))
             == MAP_FAILED)
        problem = std::strerror(errno);
    ::close(file);
    if (!problem.empty())
        return badInput(path + ": " + problem);
    return MappedFile({static_cast<const uint8_t *>(memory), static_cast<size_t>(status.st_size)});
}

MappedFile::MappedFile(MappedFile &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) { }

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        munmap(const_cast<uint8_t *>(m_bytes.data()), m_bytes.size());
}

} // namespace symbolon
