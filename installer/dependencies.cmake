# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Every library Symbolon uses, found here and nowhere else, each with what it is for. The Debian packages
# that hold them are listed in installer/packages.

find_package(PkgConfig REQUIRED)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

# symbolon_find_library(NAME HEADER header LIBRARY names… [PATHS …] TYPE … PURPOSE … URL …)
# makes the imported target NAME::NAME for a library that ships no CMake package.
function(symbolon_find_library name)
    cmake_parse_arguments(arg "" "HEADER;TYPE;PURPOSE;URL" "LIBRARY;PATHS;INCLUDES" ${ARGN})
    find_path(${name}_INCLUDE_DIR ${arg_HEADER} PATHS ${arg_PATHS} PATH_SUFFIXES include ${arg_INCLUDES})
    find_library(${name}_LIBRARY NAMES ${arg_LIBRARY} PATHS ${arg_PATHS} PATH_SUFFIXES lib)
    mark_as_advanced(${name}_INCLUDE_DIR ${name}_LIBRARY)
    if(${name}_INCLUDE_DIR AND ${name}_LIBRARY)
        set(found TRUE)
        if(NOT TARGET ${name}::${name})
            add_library(${name}::${name} UNKNOWN IMPORTED GLOBAL)
            set_target_properties(${name}::${name} PROPERTIES
                IMPORTED_LOCATION "${${name}_LIBRARY}"
                INTERFACE_INCLUDE_DIRECTORIES "${${name}_INCLUDE_DIR}")
        endif()
    else()
        set(found FALSE)
    endif()
    set(${name}_FOUND ${found} PARENT_SCOPE)
    set_property(GLOBAL APPEND PROPERTY PACKAGES_${found} ${name})
    if(found)
        set_property(GLOBAL APPEND PROPERTY PACKAGES_FOUND ${name})
    else()
        set_property(GLOBAL APPEND PROPERTY PACKAGES_NOT_FOUND ${name})
    endif()
    set_package_properties(${name} PROPERTIES TYPE ${arg_TYPE} PURPOSE "${arg_PURPOSE}" URL "${arg_URL}")
endfunction()

if(NOT SYMBOLON_TRAINING_ONLY)
    find_package(Qt6 6.4 COMPONENTS Core Gui Widgets Svg PrintSupport LinguistTools)
    set_package_properties(Qt6 PROPERTIES TYPE REQUIRED URL "https://www.qt.io"
        PURPOSE "the window, printing, translation")
    if(SYMBOLON_TESTS)
        find_package(Qt6Test 6.4)
        set_package_properties(Qt6Test PROPERTIES TYPE REQUIRED PURPOSE "the tests")
    endif()

    symbolon_find_library(QScintilla HEADER Qsci/qsciscintilla.h LIBRARY qscintilla2_qt6
        INCLUDES x86_64-linux-gnu/qt6 ${CMAKE_LIBRARY_ARCHITECTURE}/qt6 qt6
        TYPE REQUIRED URL "https://riverbankcomputing.com/software/qscintilla" PURPOSE "the source view")
    symbolon_find_library(LIEF HEADER LIEF/LIEF.hpp LIBRARY LIEF
        TYPE REQUIRED URL "https://lief.re" PURPOSE "reads ELF, PE and Mach-O")
    symbolon_find_library(Capstone HEADER capstone/capstone.h LIBRARY capstone
        TYPE REQUIRED URL "https://www.capstone-engine.org" PURPOSE "decodes machine code")
    symbolon_find_library(LibClang HEADER clang-c/Index.h LIBRARY clang clang-19 clang-16 clang-15 clang-14
        PATHS /usr/lib/llvm-14 /usr/lib/llvm-15 /usr/lib/llvm-16 /usr/lib/llvm-19
        TYPE REQUIRED URL "https://clang.llvm.org" PURPOSE "parses C and C++ sources")
    find_package(nlohmann_json 3.11)
    set_package_properties(nlohmann_json PROPERTIES TYPE REQUIRED URL "https://json.nlohmann.me"
        PURPOSE "reads compile_commands.json where Qt is not linked (headers only)")
    symbolon_find_library(Cgraph HEADER graphviz/cgraph.h LIBRARY cgraph
        TYPE REQUIRED URL "https://graphviz.org" PURPOSE "builds the graphs that Graphviz lays out")
    symbolon_find_library(Gvc HEADER graphviz/gvc.h LIBRARY gvc
        TYPE REQUIRED URL "https://graphviz.org" PURPOSE "lays out control-flow graphs")
    symbolon_find_library(Archive HEADER archive.h LIBRARY archive
        TYPE REQUIRED URL "https://libarchive.org" PURPOSE "reads tar, cpio, zip, ar and compressed streams")
    symbolon_find_library(Squashfs HEADER sqfs/super.h LIBRARY squashfs
        TYPE REQUIRED URL "https://github.com/AgentD/squashfs-tools-ng" PURPOSE "reads SquashFS images")
    symbolon_find_library(Lzma HEADER lzma.h LIBRARY lzma
        TYPE REQUIRED URL "https://tukaani.org/xz" PURPOSE "unpacks the LZMA streams of firmware kernels")
    symbolon_find_library(Dw HEADER elfutils/libdw.h LIBRARY dw
        TYPE RECOMMENDED URL "https://sourceware.org/elfutils" PURPOSE "reads DWARF, to learn from binaries one compiled oneself")
    find_package(SQLite3 3.40)
    set_package_properties(SQLite3 PROPERTIES TYPE REQUIRED URL "https://sqlite.org" PURPOSE "the project file")
endif()

# The network and the vector index live in a module that is loaded when an embedding is first asked for.
symbolon_find_library(Torch HEADER torch/csrc/api/include/torch/cuda.h LIBRARY torch
    TYPE RECOMMENDED URL "https://pytorch.org" PURPOSE "runs the CodeCMR network")
if(Torch_FOUND)
    find_library(Torch_CPU_LIBRARY torch_cpu)
    find_library(Torch_C10_LIBRARY c10)
    mark_as_advanced(Torch_CPU_LIBRARY Torch_C10_LIBRARY)
    target_link_libraries(Torch::Torch INTERFACE ${Torch_CPU_LIBRARY} ${Torch_C10_LIBRARY})
    find_library(Torch_CUDA_LIBRARY torch_cuda)
    mark_as_advanced(Torch_CUDA_LIBRARY)
    if(Torch_CUDA_LIBRARY) # registers itself when it is loaded; nothing refers to it
        target_link_libraries(Torch::Torch INTERFACE -Wl,--no-as-needed ${Torch_CUDA_LIBRARY} -Wl,--as-needed)
    endif()
    target_include_directories(Torch::Torch SYSTEM INTERFACE
        ${Torch_INCLUDE_DIR} ${Torch_INCLUDE_DIR}/torch/csrc/api/include)
endif()
symbolon_find_library(Dnnl HEADER oneapi/dnnl/dnnl.h LIBRARY dnnl
    TYPE RECOMMENDED URL "https://github.com/oneapi-src/oneDNN" PURPOSE "searches vectors, all of them")
symbolon_find_library(Faiss HEADER faiss/IndexHNSW.h LIBRARY faiss
    TYPE RECOMMENDED URL "https://faiss.ai" PURPOSE "searches vectors in a graph, where there are very many")
if(Faiss_FOUND) # a static library: what it needs comes with it
    find_package(OpenMP COMPONENTS CXX)
    find_package(BLAS)
    find_package(LAPACK)
    target_link_libraries(Faiss::Faiss INTERFACE
        $<TARGET_NAME_IF_EXISTS:OpenMP::OpenMP_CXX> LAPACK::LAPACK BLAS::BLAS) # Clang comes without OpenMP
endif()

# The sample firmware program is built for ARM as well where this compiler is there.
find_program(ARM_COMPILER NAMES arm-linux-gnueabihf-gcc)
add_feature_info("ARM sample" ARM_COMPILER "the sample program is also built for 32-bit ARM")
add_feature_info("ccache" CCACHE "repeated builds are quick")
