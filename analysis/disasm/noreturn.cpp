// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/noreturn.h"

#include <algorithm>
#include <array>

namespace symbolon::disasm {

namespace {

constexpr auto Names = std::to_array<std::string_view>({
    "ExitProcess",
    "ExitThread",
    "FatalExit",
    "FreeLibraryAndExitThread",
    "RtlRaiseStatus",
    "_CxxThrowException",
    "_Exit",
    "_Unwind_Resume",
    "_Unwind_Resume_or_Rethrow",
    "_ZN10__cxxabiv111__terminateEPFvvE",
    "_ZSt10unexpectedv",
    "_ZSt17__throw_bad_allocv",
    "_ZSt16__throw_bad_castv",
    "_ZSt19__throw_logic_errorPKc",
    "_ZSt19__throw_range_errorPKc",
    "_ZSt20__throw_domain_errorPKc",
    "_ZSt20__throw_length_errorPKc",
    "_ZSt20__throw_out_of_rangePKc",
    "_ZSt20__throw_system_errori",
    "_ZSt21__throw_bad_exceptionv",
    "_ZSt21__throw_runtime_errorPKc",
    "_ZSt22__throw_overflow_errorPKc",
    "_ZSt23__throw_underflow_errorPKc",
    "_ZSt24__throw_invalid_argumentPKc",
    "_ZSt24__throw_out_of_range_fmtPKcz",
    "_ZSt25__throw_bad_function_callv",
    "_ZSt28__throw_bad_array_new_lengthv",
    "_ZSt9terminatev",
    "__assert",
    "__assert2",
    "__assert_fail",
    "__assert_perror_fail",
    "__assert_rtn",
    "__chk_fail",
    "__cxa_bad_cast",
    "__cxa_bad_typeid",
    "__cxa_call_terminate",
    "__cxa_call_unexpected",
    "__cxa_deleted_virtual",
    "__cxa_pure_virtual",
    "__cxa_rethrow",
    "__cxa_throw",
    "__cxa_throw_bad_array_new_length",
    "__exit",
    "__fortify_fail",
    "__libc_fatal",
    "__libc_start_main",
    "__longjmp_chk",
    "__pthread_unwind_next",
    "__stack_chk_fail",
    "__stack_chk_fail_local",
    "__stack_smash_handler",
    "__uClibc_main",
    "__uClibc_start_main",
    "_abort",
    "_amsg_exit",
    "_assert",
    "_exit",
    "_fastfail",
    "_invoke_watson",
    "_longjmp",
    "_purecall",
    "_wassert",
    "abort",
    "abort_message",
    "errx",
    "err",
    "exit",
    "longjmp",
    "pthread_exit",
    "quick_exit",
    "rust_begin_unwind",
    "siglongjmp",
    "terminate",
    "thrd_exit",
    "verr",
    "verrx",
});

} // namespace

bool isNoReturnName(std::string_view name)
{
    if (const auto version = name.find('@'); version != std::string_view::npos && version > 0)
        name = name.substr(0, version);
    return std::ranges::find(Names, name) != Names.end();
}

} // namespace symbolon::disasm
