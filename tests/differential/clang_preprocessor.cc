// Each call makes a preprocessor of its own: identifiers and macros of one file must not reach the next. Groups::all
// is clang's "single file parse mode", in which an `#if` that asks for an unknown name opens all of its groups.
#include "clang_preprocessor.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/FileManager.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Basic/TargetInfo.h>
#include <clang/Basic/TargetOptions.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Lex/HeaderSearch.h>
#include <clang/Lex/HeaderSearchOptions.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/ModuleLoader.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

namespace modgate::differential {
namespace {

constexpr const char* kTarget = "x86_64-unknown-linux-gnu";

/// The first byte of a token for which clang gives the splices before it as its place.
std::uint32_t behind_splices(llvm::StringRef bytes, std::uint32_t at) {
  while (at < bytes.size() && bytes[at] == '\\') {
    const std::size_t end = bytes.find_first_not_of(" \t\v\f", at + 1);
    if (end >= bytes.size() || (bytes[end] != '\n' && bytes[end] != '\r')) break;
    const bool two =
        end + 1 < bytes.size() && (bytes[end + 1] == '\n' || bytes[end + 1] == '\r') && bytes[end + 1] != bytes[end];
    at = static_cast<std::uint32_t>(end + (two ? 2 : 1));
  }
  return at;
}

class Errors : public clang::DiagnosticConsumer {
 public:
  Errors(llvm::StringRef bytes, std::set<std::uint32_t>& out) : bytes_(bytes), out_(out) {}
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
    if (level < clang::DiagnosticsEngine::Error || !info.hasSourceManager() || info.getLocation().isInvalid()) return;
    const clang::SourceManager& sources = info.getSourceManager();
    out_.insert(behind_splices(bytes_, sources.getFileOffset(sources.getExpansionLoc(info.getLocation()))));
  }

 private:
  llvm::StringRef bytes_;
  std::set<std::uint32_t>& out_;
};

class Recorder : public clang::PPCallbacks {
 public:
  Recorder(clang::Preprocessor& preprocessor, llvm::StringRef bytes, Groups groups, Preprocessed& out)
      : preprocessor_(preprocessor),
        sources_(preprocessor.getSourceManager()),
        bytes_(bytes),
        groups_(groups),
        out_(out) {}

  void InclusionDirective(clang::SourceLocation /*hash*/, const clang::Token& /*keyword*/, llvm::StringRef name,
                          bool angled, clang::CharSourceRange range, const clang::FileEntry* /*file*/,
                          llvm::StringRef /*search*/, llvm::StringRef /*relative*/, const clang::Module* /*module*/,
                          clang::SrcMgr::CharacteristicKind /*kind*/) override {
    const std::uint32_t at = behind_splices(bytes_, offset(range.getBegin()));
    const std::uint32_t line = sources_.getLineNumber(sources_.getMainFileID(), at);
    out_.inclusions.insert({at, line, angled, range.getBegin().isMacroID(), name.str()});
  }

  void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation /*end*/) override {
    out_.skipped.push_back({offset(range.getBegin()), offset(range.getEnd())});
  }

  void MacroDefined(const clang::Token& name, const clang::MacroDirective* directive) override {
    if (groups_ != Groups::all || !sources_.isInMainFile(directive->getLocation())) return;
    name.getIdentifierInfo()->setHasMacroDefinition(false);
  }

  using At = clang::SourceLocation;
  using MacroName = const clang::Token&;
  using Definition = const clang::MacroDefinition&;
  void If(At at, clang::SourceRange /*range*/, ConditionValueKind /*value*/) override { condition(at, at); }
  void Ifdef(At at, MacroName /*name*/, Definition /*is*/) override { condition(at, at); }
  void Ifndef(At at, MacroName /*name*/, Definition /*is*/) override { condition(at, at); }
  void Elif(At at, clang::SourceRange /*range*/, ConditionValueKind /*value*/, At chain) override {
    condition(at, chain);
  }
  void Elifdef(At at, MacroName /*name*/, Definition /*is*/) override { condition(at, {}); }
  void Elifdef(At at, clang::SourceRange /*range*/, At chain) override { condition(at, chain); }
  void Elifndef(At at, MacroName /*name*/, Definition /*is*/) override { condition(at, {}); }
  void Elifndef(At at, clang::SourceRange /*range*/, At chain) override { condition(at, chain); }
  void Else(At at, At chain) override { condition(at, chain); }

 private:
  std::uint32_t offset(At at) const { return sources_.getFileOffset(sources_.getExpansionLoc(at)); }

  /// Reads the directive's line once more: the ranges that come with the callbacks are those of the evaluation.
  void condition(At at, At chain) {
    if (!sources_.isInMainFile(at)) return;
    Conditional found;
    found.at = offset(at);
    // For `#elifdef` that is evaluated clang does not say which chain it belongs to: the newest one that is open.
    found.chain = chain.isValid()             ? offset(chain)
                  : out_.conditionals.empty() ? found.at
                                              : out_.conditionals.back().chain;
    clang::Lexer line(sources_.getLocForStartOfFile(sources_.getMainFileID()), preprocessor_.getLangOpts(),
                      bytes_.data(), bytes_.data() + found.at, bytes_.data() + bytes_.size());
    line.setParsingPreprocessorDirective(true);
    clang::Token token;
    line.LexFromRawLexer(token);
    const bool otherwise = token.is(clang::tok::raw_identifier) && token.getRawIdentifier() == "else";
    for (line.LexFromRawLexer(token); !otherwise && token.isNot(clang::tok::eod) && token.isNot(clang::tok::eof);
         line.LexFromRawLexer(token)) {
      const std::uint32_t begin = sources_.getFileOffset(token.getLocation());
      if (found.end == 0) found.begin = begin;
      found.end = begin + token.getLength();
      if (token.is(clang::tok::raw_identifier)) name(token, found.names);
    }
    out_.conditionals.push_back(std::move(found));
  }

  void name(const clang::Token& token, std::vector<std::string>& names) const {
    const std::string word = preprocessor_.getSpelling(token);
    if (word != "true" && word != "false" && word != "defined") names.push_back(word);
  }

  clang::Preprocessor& preprocessor_;
  clang::SourceManager& sources_;
  llvm::StringRef bytes_;
  Groups groups_;
  Preprocessed& out_;
};

/// As the command line would set them: a standard's own defaults are only applied there.
clang::LangOptions read_options(Dialect dialect, clang::DiagnosticsEngine& diagnostics) {
  struct Row {
    const char* language;
    const char* standard;
  };
  static constexpr std::array<Row, 6> kRows = {{{"c", "-std=gnu17"},
                                                {"c++", "-std=gnu++20"},
                                                {"objective-c", "-std=gnu17"},
                                                {"objective-c++", "-std=gnu++20"},
                                                {"cuda", "-std=gnu++20"},
                                                {"assembler-with-cpp", nullptr}}};
  const Row& row = kRows[static_cast<std::size_t>(dialect)];
  std::vector<const char*> arguments = {"-x", row.language, "-triple", kTarget};
  if (row.standard != nullptr) arguments.push_back(row.standard);
  arguments.push_back("main");
  clang::CompilerInvocation invocation;
  clang::CompilerInvocation::CreateFromArgs(invocation, arguments, diagnostics);
  return *invocation.getLangOpts();
}

const clang::LangOptions& options_of(Dialect dialect, clang::DiagnosticsEngine& diagnostics) {
  static std::map<Dialect, clang::LangOptions> known;
  const auto found = known.find(dialect);
  return found != known.end() ? found->second
                              : known.emplace(dialect, read_options(dialect, diagnostics)).first->second;
}

}  // namespace

Dialect dialect_of(std::string_view path) {
  static constexpr auto kDialects = std::to_array<std::pair<std::string_view, Dialect>>({
      {".c", Dialect::c},
      {".m", Dialect::objective_c},
      {".mm", Dialect::objective_cxx},
      {".cu", Dialect::cuda},
      {".cuh", Dialect::cuda},
      {".S", Dialect::assembler},
  });
  const std::string_view ending = path.substr(std::min(path.rfind('.'), path.size()));
  const auto* const found =
      std::find_if(kDialects.begin(), kDialects.end(), [ending](const auto& row) { return row.first == ending; });
  return found == kDialects.end() ? Dialect::cxx : found->second;
}

Preprocessed preprocess(std::string_view text, Dialect dialect, const std::string& macros, Groups groups) {
  Preprocessed result;
  // A copy, for clang wants a NUL behind the last byte.
  auto buffer = llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(text.data(), text.size()), "main");
  const llvm::StringRef bytes = buffer->getBuffer();
  const auto target_options = std::make_shared<clang::TargetOptions>();
  target_options->Triple = kTarget;
  Errors errors(bytes, result.errors);
  clang::DiagnosticsEngine diagnostics(new clang::DiagnosticIDs, new clang::DiagnosticOptions, &errors, false);
  const llvm::IntrusiveRefCntPtr<clang::TargetInfo> target(
      clang::TargetInfo::CreateTargetInfo(diagnostics, target_options));
  clang::LangOptions options = options_of(dialect, diagnostics);
  clang::FileManager files(clang::FileSystemOptions(), new llvm::vfs::InMemoryFileSystem);
  clang::SourceManager sources(diagnostics, files);
  sources.setMainFileID(sources.createFileID(std::move(buffer)));
  clang::HeaderSearch search(std::make_shared<clang::HeaderSearchOptions>(), sources, diagnostics, options,
                             target.get());
  clang::TrivialModuleLoader modules;
  const auto how = std::make_shared<clang::PreprocessorOptions>();
  how->UsePredefines = false;
  how->SingleFileParseMode = groups == Groups::all;
  clang::Preprocessor preprocessor(how, diagnostics, options, sources, search, modules);
  preprocessor.Initialize(*target);
  preprocessor.setPredefines(macros);
  preprocessor.SetSuppressIncludeNotFoundError(true);
  // Some are commands to clang itself, up to crashing.
  preprocessor.setPragmasEnabled(false);
  preprocessor.addPPCallbacks(std::make_unique<Recorder>(preprocessor, bytes, groups, result));
  errors.BeginSourceFile(options, &preprocessor);
  preprocessor.EnterMainSourceFile();
  clang::Token token;
  for (preprocessor.Lex(token); token.isNot(clang::tok::eof); preprocessor.Lex(token)) {
    const bool word = token.getIdentifierInfo() != nullptr && token.getIdentifierInfo()->getName() == "import";
    if (word && token.getLocation().isFileID()) result.imports.insert(sources.getFileOffset(token.getLocation()));
  }
  preprocessor.EndSourceFile();
  errors.EndSourceFile();
  return result;
}

}  // namespace modgate::differential
