// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/clangparser.h"

#include <clang-c/Index.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <unordered_map>

namespace symbolon {

namespace {

struct IndexDeleter {
    void operator()(void *index) const { clang_disposeIndex(index); }
};

struct UnitDeleter {
    void operator()(CXTranslationUnit unit) const { clang_disposeTranslationUnit(unit); }
};

using Index = std::unique_ptr<void, IndexDeleter>;
using Unit = std::unique_ptr<CXTranslationUnitImpl, UnitDeleter>;

std::string taken(CXString text)
{
    const char *raw = clang_getCString(text);
    std::string result = raw ? raw : "";
    clang_disposeString(text);
    return result;
}

struct Position {
    CXFile file = nullptr;
    unsigned line = 0;
    unsigned column = 0;
    unsigned offset = 0;
};

Position positionOf(CXSourceLocation location)
{
    Position result;
    clang_getFileLocation(location, &result.file, &result.line, &result.column, &result.offset);
    return result;
}

bool isScope(CXCursorKind kind)
{
    switch (kind) {
    case CXCursor_Namespace:
    case CXCursor_ClassDecl:
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization:
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
    case CXCursor_FriendDecl:
        return true;
    default:
        return false;
    }
}

bool isFunction(CXCursorKind kind)
{
    switch (kind) {
    case CXCursor_FunctionDecl:
    case CXCursor_CXXMethod:
    case CXCursor_Constructor:
    case CXCursor_Destructor:
    case CXCursor_ConversionFunction:
    case CXCursor_FunctionTemplate:
        return true;
    default:
        return false;
    }
}

// A function's body and parameters among its children.
struct Parts {
    CXCursor body = clang_getNullCursor();
    unsigned parameters = 0;
};

Parts partsOf(CXCursor function)
{
    Parts parts;
    clang_visitChildren(
        function,
        [](CXCursor child, CXCursor, CXClientData data) {
            auto *out = static_cast<Parts *>(data);
            const CXCursorKind kind = clang_getCursorKind(child);
            out->parameters += kind == CXCursor_ParmDecl;
            if (kind != CXCursor_CompoundStmt && kind != CXCursor_CXXTryStmt)
                return CXChildVisit_Continue;
            out->body = child;
            return CXChildVisit_Break;
        },
        &parts);
    return parts;
}

// "Vec<T>" (as libclang spells a constructor of a template) → "Vec".
std::string plainName(std::string name)
{
    if (!name.starts_with("operator")) {
        const size_t angle = name.find('<');
        if (angle != std::string::npos)
            name.resize(angle);
    }
    return name;
}

std::string qualifiedName(CXCursor function, const std::string &name)
{
    std::string result = name;
    CXCursor parent = clang_getCursorSemanticParent(function);
    for (int depth = 0; depth < 64 && clang_isDeclaration(clang_getCursorKind(parent)); ++depth) {
        const CXCursorKind kind = clang_getCursorKind(parent);
        const std::string scope = taken(clang_getCursorSpelling(parent));
        if (kind != CXCursor_LinkageSpec && !scope.empty() && scope.find('(') == std::string::npos)
            result.insert(0, plainName(scope) + "::");
        parent = clang_getCursorSemanticParent(parent);
    }
    return result;
}

class Collector
{
public:
    Collector(CXTranslationUnit unit, std::string mainPath, const std::string &text, FoundBy foundBy, std::string root)
        : m_unit(unit),
          m_text(text),
          m_root(std::move(root)),
          m_mainFile(clang_getFile(unit, mainPath.c_str())),
          m_foundBy(foundBy)
    {
    }

    ClangResult collect()
    {
        clang_visitChildren(clang_getTranslationUnitCursor(m_unit), &Collector::visit, this);
        return std::move(m_result);
    }

private:
    static CXChildVisitResult visit(CXCursor cursor, CXCursor, CXClientData data)
    {
        return static_cast<Collector *>(data)->visit(cursor);
    }

    CXChildVisitResult visit(CXCursor cursor)
    {
        const CXCursorKind kind = clang_getCursorKind(cursor);
        const bool function = isFunction(kind);
        if (!function && !isScope(kind))
            return CXChildVisit_Continue;
        const Position at = positionOf(clang_getCursorLocation(cursor));
        if (!wanted(at.file))
            return CXChildVisit_Continue;
        if (function) {
            add(cursor, at);
            return CXChildVisit_Continue;
        }
        return CXChildVisit_Recurse;
    }

    // The file's path below the root for a header, "" for the main file; nothing for files outside.
    const std::string *pathOf(CXFile file)
    {
        const auto [entry, isNew] = m_paths.try_emplace(file);
        if (isNew && m_foundBy == FoundBy::FullParse && !isMain(file)) {
            std::error_code error;
            const auto path = std::filesystem::weakly_canonical(taken(clang_getFileName(file)), error);
            const std::string text = path.string();
            if (!error && text.starts_with(m_root + "/"))
                entry->second = text.substr(m_root.size() + 1);
        }
        return entry->second.empty() && !isMain(file) ? nullptr : &entry->second;
    }

    [[nodiscard]] bool isMain(CXFile file) const { return file && clang_File_isEqual(file, m_mainFile); }
    [[nodiscard]] bool wanted(CXFile file) { return file && pathOf(file) != nullptr; }

    void add(CXCursor cursor, const Position &name)
    {
        if (!clang_isCursorDefinition(cursor) || clang_CXXMethod_isDefaulted(cursor))
            return; // = default: its body has no place in the text
        const Parts parts = partsOf(cursor);
        if (clang_Cursor_isNull(parts.body))
            return;
        const CXSourceRange extent = clang_getCursorExtent(cursor);
        const Position begin = positionOf(clang_getRangeStart(extent));
        const Position end = positionOf(clang_getRangeEnd(extent));
        const Position body = positionOf(clang_getRangeStart(clang_getCursorExtent(parts.body)));
        const auto same = [&](const Position &other) { return clang_File_isEqual(other.file, name.file) != 0; };
        if (!same(begin) || !same(end) || !same(body) || begin.offset > body.offset || body.offset > end.offset)
            return;
        const std::string spelled = plainName(taken(clang_getCursorSpelling(cursor)));
        const int arguments = clang_Cursor_getNumArguments(cursor);
        FoundFunction function;
        function.name = spelled;
        function.qualifiedName = qualifiedName(cursor, spelled);
        function.begin = begin.offset;
        function.nameAt = name.offset;
        function.body = body.offset;
        function.end = end.offset;
        function.argumentCount = arguments >= 0 ? static_cast<unsigned>(arguments) : parts.parameters;
        function.foundBy = m_foundBy;
        const CXLinkageKind linkage = clang_getCursorLinkage(cursor);
        function.isStatic = linkage == CXLinkage_Internal || linkage == CXLinkage_UniqueExternal;
        function.isInline = clang_Cursor_isFunctionInlined(cursor) != 0;
        function.isTemplate = clang_getCursorKind(cursor) == CXCursor_FunctionTemplate;
        function.isVariadic = clang_Cursor_isVariadic(cursor) != 0;
        if (!isMain(name.file)) {
            const FoundFunction &f = function;
            m_result.foreign.push_back({*pathOf(name.file), f.name, f.qualifiedName, begin.line, begin.column,
                                        name.line, body.line, body.column, end.line, end.column, f.argumentCount,
                                        f.isStatic, f.isInline, f.isTemplate, f.isVariadic});
            return;
        }
        if (function.end > m_text.size() || function.body >= m_text.size())
            return;
        finishMain(function);
        m_result.functions.push_back(std::move(function));
    }

    // A function-try-block's body begins at `try`; one from a macro has no brace in the text at all.
    void finishMain(FoundFunction &function) const
    {
        if (m_text.compare(function.body, 3, "try") == 0)
            function.body = static_cast<uint32_t>(std::min(m_text.find('{', function.body), m_text.size() - 1));
        if (m_text[function.body] != '{') {
            function.fromMacro = true;
            function.body = function.begin;
        }
    }

    CXTranslationUnit m_unit;
    const std::string &m_text;
    std::string m_root;
    CXFile m_mainFile;
    FoundBy m_foundBy;
    std::unordered_map<CXFile, std::string> m_paths;
    ClangResult m_result;
};

ClangResult parse(const std::string &path, const std::string &text, const std::vector<std::string> &arguments,
                  unsigned options, FoundBy foundBy, const std::string &root)
{
    ClangResult result;
    const Index index(clang_createIndex(0, 0));
    if (!index) {
        result.failure = "the parser could not be started";
        return result;
    }
    clang_CXIndex_setGlobalOptions(index.get(), CXGlobalOpt_None);
    std::vector<const char *> raw;
    for (const std::string &argument : arguments)
        raw.push_back(argument.c_str());
    CXUnsavedFile unsaved{path.c_str(), text.data(), text.size()};
    CXTranslationUnit parsed = nullptr;
    const CXErrorCode error = clang_parseTranslationUnit2(index.get(), path.c_str(), raw.data(),
                                                          static_cast<int>(raw.size()), &unsaved, 1, options, &parsed);
    const Unit unit(parsed);
    if (error != CXError_Success || !unit) {
        result.failure = error == CXError_Crashed ? "the parser crashed" : "the parser gave up";
        return result;
    }
    return Collector(unit.get(), path, text, foundBy, root).collect();
}

} // namespace

ClangResult parseSingleFile(const std::string &absolutePath, const std::string &text, SourceLanguage language)
{
    const bool cpp = language == SourceLanguage::Cpp;
    const std::vector<std::string> arguments{"-x", cpp ? "c++" : "c", cpp ? "-std=gnu++20" : "-std=gnu17",
                                             "-w", "-ferror-limit=0", "-fno-spell-checking"};
    return parse(absolutePath, text, arguments,
                 CXTranslationUnit_SingleFileParse | CXTranslationUnit_KeepGoing
                     | CXTranslationUnit_RetainExcludedConditionalBlocks,
                 FoundBy::SingleFileParse, {});
}

ClangResult parseFully(const std::string &root, const SourceJob &job, const std::string &text)
{
    std::vector<std::string> arguments = job.arguments;
    if (!job.directory.empty())
        arguments.insert(arguments.end(), {"-working-directory", job.directory});
    arguments.insert(arguments.end(), {"-w", "-ferror-limit=0", "-fno-spell-checking"});
    return parse(root + "/" + job.path, text, arguments, CXTranslationUnit_KeepGoing, FoundBy::FullParse, root);
}

} // namespace symbolon
