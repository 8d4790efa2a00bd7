# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What all targets have in common, and the two functions that make a folder a target.

add_library(symbolon_options INTERFACE)
target_include_directories(symbolon_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(symbolon_options INTERFACE -Wall -Wextra -Wpedantic)
if(SYMBOLON_WERROR)
    target_compile_options(symbolon_options INTERFACE -Werror)
endif()
if(SYMBOLON_SANITIZE)
    target_compile_options(symbolon_options INTERFACE -fsanitize=${SYMBOLON_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(symbolon_options INTERFACE -fsanitize=${SYMBOLON_SANITIZE})
endif()
target_compile_definitions(symbolon_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)

# The version for C++: "generated/version.h", and the commit that was configured, for training runs to name.
file(CONFIGURE OUTPUT generated/version.h CONTENT
"#pragma once
#define SYMBOLON_VERSION \"@PROJECT_VERSION@\"
")
execute_process(COMMAND git describe --always --dirty --abbrev=12 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE SYMBOLON_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(CONFIGURE OUTPUT generated/commit.h CONTENT
"#pragma once
#define SYMBOLON_COMMIT \"@SYMBOLON_COMMIT@\"
")

# symbolon_library(NAME [QT] [PUBLIC libraries…] [PRIVATE libraries…] [EXCLUDE folders or files…]): the sources of
# this folder and of the folders below but for those that are excluded, being targets of their own. A library is linked PUBLIC when its headers are in ours.
function(symbolon_library name)
    cmake_parse_arguments(arg "QT" "" "PUBLIC;PRIVATE;EXCLUDE" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *.cpp *.h)
    foreach(folder IN LISTS arg_EXCLUDE)
        list(FILTER sources EXCLUDE REGEX "^${folder}(/|$)")
    endforeach()
    set(headers ${sources})
    list(FILTER headers INCLUDE REGEX "\\.h$")
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    if(NOT sources) # a folder not yet written
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE symbolon_options ${arg_PUBLIC})
        return()
    endif()
    add_library(${name} STATIC ${sources} ${headers})
    target_link_libraries(${name} PUBLIC symbolon_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
endfunction()

# symbolon_test(NAME [GUI] [LABELS …] LIBRARIES …): tests/…/tst_NAME.cpp, a Qt Test program.
function(symbolon_test name)
    cmake_parse_arguments(arg "GUI" "TIMEOUT" "LIBRARIES;LABELS" ${ARGN})
    add_executable(tst_${name} tst_${name}.cpp)
    set_target_properties(tst_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(tst_${name} PRIVATE symbolon_options Qt6::Core Qt6::Test ${arg_LIBRARIES})
    target_compile_definitions(tst_${name} PRIVATE
        SYMBOLON_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        SYMBOLON_BINARY_DIR="${PROJECT_BINARY_DIR}"
        SYMBOLON_EXECUTABLE="${PROJECT_BINARY_DIR}/bin/symbolon"
        SYMBOLON_SAMPLE_DIR="${PROJECT_BINARY_DIR}/sample")
    add_test(NAME ${name} COMMAND tst_${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;SYMBOLON_BENCH_SOURCES=${PROJECT_BINARY_DIR}/fetched/src")
endfunction()
