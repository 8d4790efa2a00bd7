// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/names.h"

#include <cctype>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>
#include <vector>

namespace symbolon {

namespace {

constexpr size_t longestMangled = 4096; // the demangler recurses; a hostile name must not exhaust the stack

bool isIdentifier(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || c == '~';
}

std::string demangled(std::string_view symbol)
{
    const std::string name(symbol);
    int status = 0;
    const std::unique_ptr<char, void (*)(void *)> text(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status),
                                                       std::free);
    return status == 0 && text ? std::string(text.get()) : std::string();
}

// "operator<<", "operator()", "operator bool" …: where the operator's own characters end.
size_t operatorEnd(std::string_view text, size_t at)
{
    at += 8;
    if (at < text.size() && text[at] == '(' && text.substr(at, 2) == "()")
        return at + 2;
    if (at < text.size() && text[at] == ' ') { // new, delete, conversion: up to the parameter list
        const size_t end = text.find('(', at);
        return end == std::string_view::npos ? text.size() : end;
    }
    constexpr std::string_view marks = "+-*/%^&|~!=<>,[]";
    while (at < text.size() && marks.find(text[at]) != std::string_view::npos)
        ++at;
    return at;
}

// The scopes and the name of a demangled function, without return type, arguments and parameters.
std::vector<std::string> components(std::string_view text)
{
    std::vector<std::string> parts(1);
    unsigned depth = 0;
    for (size_t at = 0; at < text.size();) {
        const bool atWord = at == 0 || !isIdentifier(text[at - 1]);
        if (depth == 0 && atWord && text.substr(at, 8) == "operator"
            && (at + 8 == text.size() || !isIdentifier(text[at + 8]))) {
            const size_t end = operatorEnd(text, at);
            parts.back() = text.substr(at, end - at);
            return parts;
        }
        constexpr std::string_view anonymous = "(anonymous namespace)::";
        if (depth == 0 && text.substr(at, anonymous.size()) == anonymous) {
            at += anonymous.size();
            continue;
        }
        const char c = text[at];
        if (c == '<') {
            ++depth;
        } else if (c == '>' && depth > 0) {
            --depth;
        } else if (depth == 0) {
            if (c == '(' || c == '[')
                break;
            if (c == ' ') { // what came before was the return type
                parts.assign(1, {});
            } else if (text.substr(at, 2) == "::") {
                parts.emplace_back();
                ++at;
            } else if (c != '*' && c != '&') {
                parts.back() += c;
            }
        }
        ++at;
    }
    return parts;
}

PlainName joined(const std::vector<std::string> &parts)
{
    PlainName name;
    for (const std::string &part : parts) {
        if (part.empty())
            continue;
        if (!name.qualified.empty())
            name.qualified += "::";
        name.qualified += part;
        name.plain = part;
    }
    return name;
}

PlainName microsoftName(std::string_view symbol)
{
    symbol.remove_prefix(1);
    const size_t end = symbol.find("@@");
    std::vector<std::string> parts;
    std::string_view scopes = symbol.substr(0, end);
    while (!scopes.empty()) {
        const size_t at = scopes.find('@');
        parts.emplace(parts.begin(), scopes.substr(0, at));
        if (at == std::string_view::npos)
            break;
        scopes.remove_prefix(at + 1);
    }
    return joined(parts);
}

void dropSuffixes(std::string_view &symbol)
{
    if (const size_t version = symbol.find('@', 1); version != std::string_view::npos && symbol.front() != '?')
        symbol = symbol.substr(0, version);
    for (const std::string_view clone :
         {".constprop", ".isra", ".part", ".cold", ".lto_priv", ".llvm", ".localalias", ".plt"}) {
        if (const size_t at = symbol.find(clone); at != std::string_view::npos && at > 0)
            symbol = symbol.substr(0, at);
    }
}

} // namespace

PlainName plainName(std::string_view symbol)
{
    if (symbol.empty())
        return {};
    dropSuffixes(symbol);
    if (symbol.front() == '?')
        return microsoftName(symbol);
    if (symbol.starts_with("__Z"))
        symbol.remove_prefix(1);
    if (symbol.starts_with("_Z") && symbol.size() <= longestMangled) {
        if (const std::string text = demangled(symbol); !text.empty()) {
            PlainName name = joined(components(text));
            if (!name.plain.empty())
                return name;
        }
    }
    return {std::string(symbol), std::string(symbol)};
}

// Not by the demangler: what substitutions stand for can be longer than any memory, and only the scopes are wanted.
std::string plainTypeName(std::string_view mangled)
{
    std::string name;
    const auto addPart = [&](std::string_view part) {
        if (part.starts_with("_GLOBAL__N"))
            return;
        if (!name.empty())
            name += "::";
        name += part;
    };
    const auto identifier = [&mangled]() -> std::string_view {
        size_t digits = 0, length = 0;
        while (digits < mangled.size() && digits < 4 && mangled[digits] >= '0' && mangled[digits] <= '9')
            length = 10 * length + static_cast<size_t>(mangled[digits++] - '0');
        if (length == 0 || length > mangled.size() - digits)
            return {};
        const std::string_view part = mangled.substr(digits, length);
        mangled.remove_prefix(digits + length);
        return part;
    };
    // Arguments from I to E: names within them are stepped over whole, so that their letters are not taken for marks.
    const auto skipArguments = [&] {
        std::string open; // the letters whose E is to come
        char before = 0;
        do {
            if (mangled.empty())
                return false;
            const char c = mangled.front();
            if (c >= '0' && c <= '9') {
                if (!open.empty() && open.back() == 'L' && before != 'L') // a literal's value, behind its type
                    mangled.remove_prefix(std::min(mangled.find_first_not_of("0123456789"), mangled.size()));
                else if (identifier().empty())
                    return false;
                before = c;
                continue;
            }
            mangled.remove_prefix(1);
            if (c == 'S' || c == 'T') { // a substitution, up to its _; Sa, St and the like have none
                const size_t end = mangled.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
                const bool numbered = end != std::string_view::npos && mangled[end] == '_';
                mangled.remove_prefix(numbered ? end + 1 : std::min<size_t>(1, mangled.size()));
            } else if (std::string_view("INXFJLZ").find(c) != std::string_view::npos || (c == 'l' && before == 'U')) {
                open += c;
            } else if (c == 'E') {
                open.pop_back();
            }
            before = c;
        } while (!open.empty());
        return true;
    };
    const bool isNested = mangled.starts_with('N');
    mangled.remove_prefix(isNested ? 1 : 0);
    if (mangled.starts_with("St")) {
        addPart("std");
        mangled.remove_prefix(2);
    }
    while (!mangled.empty() && mangled.front() != 'E') {
        if (mangled.front() == 'I') {
            if (!skipArguments())
                return {};
            continue;
        }
        const std::string_view part = identifier();
        if (part.empty())
            return {};
        addPart(part);
        if (!isNested && !mangled.empty() && mangled.front() != 'I')
            return {};
    }
    return isNested == (mangled == "E") ? name : std::string();
}

std::string libraryName(std::string_view name)
{
    const std::string_view whole = name;
    for (const std::string_view prefix : {"__isoc99_", "__isoc23_", "__xpg_", "__posix_", "_IO_", "__gi_", "__"}) {
        if (name.starts_with(prefix) && name.size() > prefix.size()) {
            name.remove_prefix(prefix.size());
            break;
        }
    }
    for (const std::string_view suffix : {"_chk", "_unlocked"}) {
        if (name.ends_with(suffix) && name.size() > suffix.size())
            name.remove_suffix(suffix.size());
    }
    if (name.ends_with("64") && name.size() > 4 && std::isalpha(static_cast<unsigned char>(name[name.size() - 3])))
        name.remove_suffix(2);
    // The old stat entry points carry a version argument and an x.
    if (whole.starts_with("__") && (name == "xstat" || name == "lxstat" || name == "fxstat" || name == "xmknod"))
        return name == "xstat" ? "stat" : name == "lxstat" ? "lstat" : name == "fxstat" ? "fstat" : "mknod";
    return std::string(name);
}

} // namespace symbolon
