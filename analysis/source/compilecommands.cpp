// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/compilecommands.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

constexpr uintmax_t mostDatabaseBytes = 256u << 20;

struct Entry {
    std::string directory;
    std::string file;
    std::vector<std::string> argv;
};

std::optional<Entry> entryOf(const nlohmann::json &item)
{
    if (!item.is_object())
        return std::nullopt;
    const auto text = [&](const char *key) {
        const auto at = item.find(key);
        return at != item.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    Entry entry{text("directory"), text("file"), {}};
    if (entry.file.empty())
        return std::nullopt;
    const auto arguments = item.find("arguments");
    if (arguments != item.end() && arguments->is_array()) {
        for (const auto &argument : *arguments) {
            if (argument.is_string())
                entry.argv.push_back(argument.get<std::string>());
        }
    } else {
        entry.argv = splitCommandLine(text("command"));
    }
    return entry;
}

// Maps the paths of a database to the checkout.
class Relocator
{
public:
    explicit Relocator(fs::path root) : m_root(std::move(root)) { }

    // The path below the root; empty when the file is not there.
    std::string locate(const fs::path &file)
    {
        if (auto inside = below(moved(file)); !inside.empty())
            return inside;
        fs::path tail;
        std::vector<fs::path> parts(file.begin(), file.end());
        for (size_t first = 1; first < parts.size(); ++first) {
            fs::path candidate;
            for (size_t i = first; i < parts.size(); ++i)
                candidate /= parts[i];
            if (auto inside = below(m_root / candidate); !inside.empty()) {
                m_from.clear();
                for (size_t i = 0; i < first; ++i)
                    m_from /= parts[i];
                return inside;
            }
        }
        return {};
    }

    [[nodiscard]] fs::path moved(const fs::path &path) const
    {
        const std::string text = path.lexically_normal().string();
        const std::string from = m_from.string();
        if (from.empty() || !text.starts_with(from) || (text.size() > from.size() && text[from.size()] != '/'))
            return path;
        return text.size() > from.size() ? m_root / text.substr(from.size() + 1) : m_root;
    }

    [[nodiscard]] std::string moved(const std::string &argument) const
    {
        const size_t slash = argument.find('/');
        if (m_from.empty() || slash == std::string::npos
            || argument.compare(slash, m_from.native().size(), m_from.native()) != 0)
            return argument;
        return argument.substr(0, slash) + moved(fs::path(argument.substr(slash))).string();
    }

private:
    [[nodiscard]] std::string below(const fs::path &path) const
    {
        std::error_code error;
        const std::string real = fs::canonical(path, error).string();
        const std::string prefix = m_root.string() + "/";
        return !error && real.starts_with(prefix) ? real.substr(prefix.size()) : std::string();
    }

    fs::path m_root;
    fs::path m_from; // the root where the database was written, once known
};

void addDatabase(const fs::path &path, const std::string &root, CompileCommands &result)
{
    const std::string name = path.lexically_relative(root).string();
    std::error_code error;
    const uintmax_t size = fs::file_size(path, error);
    if (error || size > mostDatabaseBytes) {
        result.warnings.push_back(name + (error ? ": not readable" : ": larger than 256 MiB, not used"));
        return;
    }
    std::ifstream stream(path, std::ios::binary);
    const nlohmann::json json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_array()) {
        result.warnings.push_back(name + ": no compilation database (not a JSON array)");
        return;
    }
    Relocator relocator(root);
    size_t missing = 0;
    size_t surplus = 0;
    for (const auto &item : json) {
        const auto entry = entryOf(item);
        if (!entry)
            continue;
        const fs::path directory = path.parent_path() / entry->directory; // an absolute one replaces the left side
        const std::string file = relocator.locate(directory / entry->file);
        if (file.empty()) {
            ++missing;
            continue;
        }
        CompileCommand command{keptArguments(entry->argv), relocator.moved(directory).lexically_normal().string()};
        for (std::string &argument : command.arguments)
            argument = relocator.moved(argument);
        auto &commands = result.files[file];
        if (std::find(commands.begin(), commands.end(), command) != commands.end())
            continue;
        if (commands.size() < mostCommandsPerFile)
            commands.push_back(std::move(command));
        else
            ++surplus;
    }
    if (missing > 0)
        result.warnings.push_back(name + ": " + std::to_string(missing) + " files are not in the checkout");
    if (surplus > 0)
        result.warnings.push_back(name + ": " + std::to_string(surplus) + " commands beyond the "
                                  + std::to_string(mostCommandsPerFile) + " that are read per file");
}

bool startsWithAny(const std::string &argument, std::initializer_list<std::string_view> prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return argument.starts_with(p); });
}

} // namespace

std::vector<std::string> splitCommandLine(std::string_view command)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = '\0';
    for (size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (quote) {
            if (c == quote)
                quote = '\0';
            else if (c == '\\' && quote == '"' && i + 1 < command.size()
                     && std::string_view("\"\\$`").find(command[i + 1]) != std::string_view::npos)
                word += command[++i];
            else
                word += c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            inWord = true;
        } else if (c == '\\' && i + 1 < command.size()) {
            word += command[++i];
            inWord = true;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (inWord)
                words.push_back(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        words.push_back(word);
    return words;
}

std::vector<std::string> keptArguments(const std::vector<std::string> &argv)
{
    // Options with a value, in the same word or in the next one.
    static constexpr std::array<std::string_view, 13> withValue{
        "-D",       "-U", "-I",      "-isystem",  "-iquote",   "-idirafter",  "-include",
        "-imacros", "-x", "-target", "-isysroot", "--sysroot", "-cxx-isystem"};
    std::vector<std::string> kept;
    for (size_t i = 1; i < argv.size(); ++i) {
        const std::string &argument = argv[i];
        const auto option = std::find(withValue.begin(), withValue.end(), argument);
        if (option != withValue.end()) {
            if (i + 1 < argv.size()) {
                kept.push_back(argument);
                kept.push_back(argv[++i]);
            }
            continue;
        }
        if (startsWithAny(argument, {"-D",
                                     "-U",
                                     "-I",
                                     "-isystem",
                                     "-iquote",
                                     "-idirafter",
                                     "-std=",
                                     "--std=",
                                     "--target=",
                                     "--sysroot=",
                                     "-fshort-enums",
                                     "-fno-short-enums",
                                     "-funsigned-char",
                                     "-fsigned-char",
                                     "-fno-signed-char",
                                     "-fms-extensions",
                                     "-fgnu89-inline",
                                     "-fno-builtin",
                                     "-fpermissive",
                                     "-fchar8_t"})
            || argument == "-m32" || argument == "-m64" || argument == "-ansi" || argument == "-pthread"
            || argument == "-nostdinc" || argument == "-nostdinc++" || argument == "-fopenmp" || argument == "-fblocks")
            kept.push_back(argument);
    }
    return kept;
}

CompileCommands readCompileCommands(const std::string &root)
{
    CompileCommands result;
    std::error_code error;
    std::vector<fs::path> databases;
    const auto note = [&](const fs::path &folder) {
        const fs::path path = folder / "compile_commands.json";
        std::error_code ignored;
        if (fs::is_regular_file(path, ignored))
            databases.push_back(path);
    };
    note(root);
    for (fs::directory_iterator at(root, fs::directory_options::skip_permission_denied, error), end;
         !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->path().filename().string().starts_with("build") && at->is_directory(ignored))
            note(at->path());
    }
    std::sort(databases.begin(), databases.end());
    for (const fs::path &path : databases) {
        try {
            addDatabase(path, root, result);
        } catch (const std::exception &exception) {
            result.warnings.push_back(path.lexically_relative(root).string() + ": " + exception.what());
        }
    }
    return result;
}

} // namespace symbolon
