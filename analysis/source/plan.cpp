// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Walks a checkout and decides which files are read, with which flags.
#include "analysis/source/compilecommands.h"
#include "analysis/source/filefacts.h"
#include "analysis/source/reader.h"
#include "analysis/source/textfile.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

class Walker
{
public:
    Walker(std::string root, const SourceLimits &limits, const Work &work)
        : m_root(std::move(root)), m_limits(limits), m_work(work)
    {
    }

    // False when stopped.
    bool walk()
    {
        std::vector<std::pair<std::string, unsigned>> folders{{"", 0}};
        while (!folders.empty()) {
            if (m_work.stopRequested())
                return false;
            const auto [folder, depth] = folders.back();
            folders.pop_back();
            m_subfolders.clear();
            list(folder);
            for (std::string &subfolder : m_subfolders) {
                if (depth + 1 > m_limits.depth)
                    skip(subfolder, "deeper than " + std::to_string(m_limits.depth) + " folders");
                else
                    folders.emplace_back(std::move(subfolder), depth + 1);
            }
        }
        std::sort(paths.begin(), paths.end());
        if (paths.size() > m_limits.files) {
            for (size_t i = m_limits.files; i < paths.size(); ++i)
                skip(paths[i], "more than " + std::to_string(m_limits.files) + " files");
            paths.resize(m_limits.files);
        }
        std::sort(skipped.begin(), skipped.end(),
                  [](const SkippedSource &a, const SkippedSource &b) { return a.path < b.path; });
        return true;
    }

    std::vector<std::string> paths;
    std::vector<SkippedSource> skipped;

private:
    void skip(const std::string &path, std::string reason) { skipped.push_back({path, std::move(reason)}); }

    [[nodiscard]] fs::path absolute(const std::string &path) const
    {
        return path.empty() ? fs::path(m_root) : fs::path(m_root) / path;
    }

    void list(const std::string &folder)
    {
        std::error_code error;
        fs::directory_iterator at(absolute(folder), error);
        for (; !error && at != fs::directory_iterator(); at.increment(error)) {
            const std::string name = at->path().filename().string();
            const std::string path = folder.empty() ? name : folder + "/" + name;
            std::error_code ignored;
            const fs::file_status status = at->symlink_status(ignored);
            if (fs::is_symlink(status))
                link(path);
            else if (fs::is_directory(status))
                subfolder(path, name);
            else if (isSourcePath(path))
                file(path, status);
            if (m_work.stopRequested())
                return;
        }
        if (error)
            skip(folder.empty() ? "." : folder, "not readable");
    }

    void subfolder(const std::string &path, const std::string &name)
    {
        static constexpr std::array<std::string_view, 8> versionControl{".git", ".svn",   ".hg", "CVS",
                                                                        ".bzr", "_darcs", ".pc", ".fossil"};
        if (std::find(versionControl.begin(), versionControl.end(), name) != versionControl.end())
            skip(path, "version control folder");
        else
            m_subfolders.push_back(path);
    }

    // What a link points to is read where it stands, if it stands in the checkout.
    void link(const std::string &path)
    {
        std::error_code error;
        const fs::path target = fs::canonical(absolute(path), error);
        const bool source = isSourcePath(path);
        if (error) {
            if (error == std::errc::too_many_symbolic_link_levels)
                skip(path, "link cycle");
            else if (source)
                skip(path, "link to nothing");
            return;
        }
        const bool folder = fs::is_directory(target, error);
        if (!folder && !source)
            return;
        const std::string real = target.string();
        const std::string own = fs::weakly_canonical(absolute(path).parent_path(), error).string();
        if (real != m_root && !real.starts_with(m_root + "/"))
            skip(path, "link that leaves the checkout");
        else if (folder && (own == real || own.starts_with(real + "/")))
            skip(path, "link cycle");
        else if (folder)
            skip(path, "link to " + real.substr(m_root.size() + 1) + ", which is read there");
        else if (isSourcePath(real) && fs::is_regular_file(target, error))
            skip(path, "link to " + real.substr(m_root.size() + 1) + ", which is read there");
        else
            file(path, fs::status(target, error));
    }

    void file(const std::string &path, const fs::file_status &status)
    {
        std::error_code error;
        const fs::path full = absolute(path);
        if (!fs::is_regular_file(status))
            skip(path, "not a regular file");
        else if (::access(full.c_str(), R_OK) != 0)
            skip(path, "not readable");
        else if (fs::file_size(full, error) > m_limits.fileBytes || error)
            skip(path, error ? "not readable" : tooLarge(m_limits.fileBytes));
        else
            paths.push_back(path);
    }

    std::string m_root;
    const SourceLimits &m_limits;
    const Work &m_work;
    std::vector<std::string> m_subfolders;
};

} // namespace

Result<SourcePlan> planSources(const std::string &root, const SourceLimits &limits, const Work &work)
{
    try {
        std::error_code error;
        const fs::path canonical = fs::canonical(root, error);
        if (error)
            return badInput(root + ": no such folder", "Give the folder of a source checkout.", error.message());
        if (!fs::is_directory(canonical, error))
            return badInput(root + ": not a folder", "Give the folder of a source checkout.");
        fs::directory_iterator probe(canonical, error);
        if (error)
            return badInput(root + ": the folder is not readable", "Check its permissions.", error.message());
        SourcePlan plan;
        plan.root = canonical.string();
        Walker walker(plan.root == "/" ? "" : plan.root, limits, work);
        if (!walker.walk())
            return cancelled();
        CompileCommands commands = readCompileCommands(plan.root);
        plan.skipped = std::move(walker.skipped);
        plan.warnings = std::move(commands.warnings);
        for (std::string &path : walker.paths) {
            const auto known = commands.files.find(path);
            if (known == commands.files.end()) {
                plan.jobs.push_back({std::move(path), {}, {}});
                continue;
            }
            for (const CompileCommand &command : known->second) {
                // Without any flag left the full parse still knows the language and the folder.
                std::vector<std::string> arguments = command.arguments;
                if (arguments.empty())
                    arguments.emplace_back("-I.");
                plan.jobs.push_back({path, std::move(arguments), command.directory});
            }
        }
        return plan;
    } catch (const std::exception &exception) {
        return failure(root + ": the folder could not be walked", {}, exception.what());
    }
}

} // namespace symbolon
