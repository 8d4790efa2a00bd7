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

std::string plainTypeName(std::string_view mangled)
{
    constexpr std::string_view before = "typeinfo name for ";
    if (mangled.empty() || mangled.size() > longestMangled)
        return {};
    const std::string text = demangled("_ZTS" + std::string(mangled));
    return text.starts_with(before) ? joined(components(text.substr(before.size()))).qualified : std::string();
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
