// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/modelmodule.h"

#include <dlfcn.h>
#include <filesystem>
#include <mutex>
#include <system_error>

namespace symbolon {

namespace {

constexpr const char *fileName = "symbolon-model.so";

std::string findModule()
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path &place :
         {folder / "../lib" / fileName, folder / "../lib/symbolon" / fileName, folder / fileName})
        if (fs::exists(place, error))
            return place.lexically_normal().string();
    return {};
}

Result<std::shared_ptr<const ModelModule>> open()
{
    const std::string path = findModule();
    if (path.empty())
        return failure(std::string(fileName) + " is not beside the program",
                       "build with LibTorch, oneDNN and FAISS, or use a method that needs no network");
    // RTLD_LOCAL: torch's symbols (its OpenMP and protobuf among them) must not meet those of other libraries.
    void *const handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return failure(path + " cannot be loaded", {}, ::dlerror());
    const auto version = reinterpret_cast<int (*)()>(::dlsym(handle, "symbolonModelInterface"));
    const auto create = reinterpret_cast<ModelModule *(*)()>(::dlsym(handle, "symbolonModelCreate"));
    if (!version || !create || version() != ModelModule::interfaceVersion)
        return failure(path + " belongs to another version of Symbolon", "build or install both again");
    // Never closed: torch starts threads and registers exit handlers.
    return std::shared_ptr<const ModelModule>(create());
}

} // namespace

Result<std::shared_ptr<const ModelModule>> loadModelModule()
{
    static std::mutex mutex;
    static std::weak_ptr<const ModelModule> loaded;
    const std::scoped_lock lock(mutex);
    if (auto module = loaded.lock())
        return module;
    auto module = open();
    if (module)
        loaded = *module;
    return module;
}

} // namespace symbolon
