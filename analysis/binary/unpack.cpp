// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/unpack.h"

#include "analysis/binary/containers/archivehandle.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

constexpr size_t blockSize = 1 << 16;

// Empty: leads out of the folder.
fs::path insidePath(const char *name)
{
    const fs::path path = fs::path(name ? name : "").lexically_normal();
    const bool outside = path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
    return outside ? fs::path() : path;
}

template<typename Each>
bool eachBlock(archive *handle, Each each)
{
    std::vector<char> block(blockSize);
    for (;;) {
        const la_ssize_t size = archive_read_data(handle, block.data(), block.size());
        if (size <= 0)
            return size == 0;
        each(block.data(), static_cast<size_t>(size));
    }
}

Result<void> writeEntry(archive *handle, archive_entry *entry, const fs::path &folder)
{
    const fs::path inside = insidePath(archive_entry_pathname(entry));
    const char *hardLink = archive_entry_hardlink(entry);
    if (inside.empty() || (!hardLink && archive_entry_filetype(entry) != AE_IFREG))
        return {};
    const fs::path path = folder / inside;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (hardLink) {
        const fs::path original = insidePath(hardLink);
        if (!original.empty())
            fs::copy_file(folder / original, path, fs::copy_options::overwrite_existing, error);
        return {};
    }
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!eachBlock(handle,
                   [&](const char *data, size_t size) { file.write(data, static_cast<std::streamsize>(size)); }))
        return failure(inside.string() + ": " + archiveProblem(handle));
    file.close();
    return file ? Result<void>() : failure(path.string() + ": cannot be written");
}

} // namespace

Result<void> unpackArchive(const std::string &archive, const std::string &folder)
{
    const ArchiveHandle handle(archive_read_new());
    archive_read_support_filter_all(handle.get());
    archive_read_support_format_all(handle.get());
    if (archive_read_open_filename(handle.get(), archive.c_str(), blockSize) != ARCHIVE_OK)
        return failure(archive + ": " + archiveProblem(handle.get()));
    for (;;) {
        archive_entry *entry = nullptr;
        const int status = archive_read_next_header(handle.get(), &entry);
        if (status == ARCHIVE_EOF)
            return {};
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return failure(archive + ": " + archiveProblem(handle.get()));
        if (auto written = writeEntry(handle.get(), entry, folder); !written.ok())
            return failure(archive + ": " + written.error().summary);
    }
}

Result<std::vector<uint8_t>> readDecompressed(const std::string &file)
{
    const ArchiveHandle handle(archive_read_new());
    archive_read_support_filter_all(handle.get());
    archive_read_support_format_raw(handle.get());
    archive_read_support_format_empty(handle.get());
    archive_entry *entry = nullptr;
    std::vector<uint8_t> bytes;
    if (archive_read_open_filename(handle.get(), file.c_str(), blockSize) != ARCHIVE_OK)
        return failure(file + ": " + archiveProblem(handle.get()));
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF)
        return bytes;
    if (status != ARCHIVE_OK || !eachBlock(handle.get(), [&](const char *data, size_t size) {
            bytes.insert(bytes.end(), data, data + size);
        }))
        return failure(file + ": " + archiveProblem(handle.get()));
    return bytes;
}

} // namespace symbolon
