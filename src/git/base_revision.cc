// Finds the base of a change, in the order: pre-commit, the CI, the index, the branch.
#include "git/base_revision.h"

#include <optional>
#include <utility>

#include "git/ci_event.h"
#include "git/commit.h"
#include "git/commit_graph.h"
#include "git/failure.h"
#include "git/index.h"
#include "git/revision.h"
#include "git/watch.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

/// A clone of one branch has no other one that `origin/HEAD` could point to.
constexpr const char* kSetHead =
    "git fetch origin '+refs/heads/*:refs/remotes/origin/*' && git remote set-head origin --auto";

class BaseSearch {
 public:
  BaseSearch(git_repository* repository, const Layout& layout, std::string head, CommitGraph graph, CommitIndex commit)
      : repository_(repository),
        layout_(layout),
        head_(std::move(head)),
        graph_(std::move(graph)),
        commit_(commit),
        id_(hex(graph_.load(commit_).id)) {}

  Result<std::string> run(bool staged) {
    if (const std::string from = variable("PRE_COMMIT_FROM_REF"); !from.empty()) {
      if (!is_plain_revision(from)) return no_name("PRE_COMMIT_FROM_REF", from);
      return merge_base_with(from);
    }
    if (const std::string event = variable("GITHUB_EVENT_NAME"); !event.empty()) {
      if (auto base = from_github(event)) return *std::move(base);
    }
    if (const std::string id = variable("CI_MERGE_REQUEST_DIFF_BASE_SHA"); !id.empty()) return from_gitlab(id);
    if (const std::string branch = variable("BITBUCKET_PR_DESTINATION_BRANCH"); !branch.empty()) {
      return merge_base_with_branch("BITBUCKET_PR_DESTINATION_BRANCH", branch);
    }
    if (staged) return resolve_commit(repository_, layout_, "HEAD");
    return from_branch();
  }

 private:
  static Failure no_name(const std::string& variable, const std::string& value) {
    return repository_failure("the variable `" + variable + "` names no commit: " + quoted(value),
                              "modgate check --against HEAD^");
  }

  // GitHub

  /// Nothing for events that say nothing about a base.
  std::optional<Result<std::string>> from_github(const std::string& name) {
    const CiEvent event = read_event();
    if (name == "pull_request" || name == "pull_request_target") return from_pull_request(name, event);
    if (name == "merge_group") {
      if (!event.merge_group_base.empty()) return resolve_commit(repository_, layout_, event.merge_group_base);
      return Result<std::string>(
          repository_failure("GitHub's event file names no `merge_group.base_sha`", "cat \"$GITHUB_EVENT_PATH\""));
    }
    if (name == "push" && !event.readable) {
      return Result<std::string>(
          repository_failure("GitHub's event file, which names the commit before this push, cannot be read",
                             "ls -lL \"$GITHUB_EVENT_PATH\""));
    }
    if (name == "push" && !event.before.empty()) return resolve_commit(repository_, layout_, event.before);
    if (name == "push" && !event.default_branch.empty() &&
        variable("GITHUB_REF") == "refs/heads/" + event.default_branch) {
      // Its own base: all that it holds would be old.
      return Result<std::string>(repository_failure(
          "this push makes " + quoted(event.default_branch) + ", so nothing comes before it", "modgate check"));
    }
    if (name == "push" && !event.default_branch.empty()) {
      return merge_base_with_branch("repository.default_branch", event.default_branch);
    }
    return std::nullopt;
  }

  Result<std::string> from_pull_request(const std::string& name, const CiEvent& event) {
    const std::string checked_out = variable("GITHUB_SHA");
    if (name == "pull_request_target" && checked_out == id_) {
      return repository_failure(
          "this is the base of the pull request: GitHub checks it out for `pull_request_target`",
          "modgate check --against auto --rev " +
              (event.pull_request_head.empty() ? std::string("REVISION") : event.pull_request_head));
    }
    // A pull request's own last commit may be a merge, too: its first parent would hide the change.
    const auto parents = recorded_parents();
    const bool known = !checked_out.empty() || !event.pull_request_head.empty();
    const bool of_ci = parents.size() == 2 && (!known || (name == "pull_request" && checked_out == id_) ||
                                               hex(parents.back()) == event.pull_request_head);
    if (of_ci) return first_parent();
    return merge_base_with_branch("GITHUB_BASE_REF", variable("GITHUB_BASE_REF"));
  }

  // GitLab

  Result<std::string> from_gitlab(const std::string& diff_base) {
    const std::string kind = variable("CI_MERGE_REQUEST_EVENT_TYPE");
    const bool merged = kind == "merged_result" || kind == "merge_train";
    if (merged && variable("CI_COMMIT_SHA") == id_ && recorded_parents().size() == 2) return first_parent();
    if (!is_commit_id(diff_base)) return no_name("CI_MERGE_REQUEST_DIFF_BASE_SHA", diff_base);
    return resolve_commit(repository_, layout_, diff_base);
  }

  // By the graph

  /// As the commit says, whether they are here or not.
  std::vector<ObjectId> recorded_parents() {
    std::string bytes;
    if (!graph_.objects().read_commit(graph_.load(commit_).id, limits::kCommitBytes, bytes)) return {};
    const auto parts = parse_commit(bytes);
    return parts ? parts->parents : std::vector<ObjectId>();
  }

  Result<std::string> first_parent() { return resolve_commit(repository_, layout_, id_ + "^1"); }

  Result<std::string> merge_base_with_branch(const std::string& variable, const std::string& branch) {
    if (!is_branch_name(branch)) return no_name(variable, branch);
    return merge_base_with_reference("refs/remotes/origin/" + branch, "origin/" + branch,
                                     "+refs/heads/" + branch + ":refs/remotes/origin/" + branch);
  }

  /// `refspec`: what to fetch from origin to have the reference.
  Result<std::string> merge_base_with_reference(const std::string& reference, const std::string& name,
                                                const std::string& refspec) {
    const std::optional<git_oid> id = id_of_reference(reference);
    if (!id) {
      return repository_failure(
          "the revision " + quoted(name) + " is not in this repository",
          std::string("git fetch ") + (layout_.shallow ? "--unshallow " : "") + "origin " + shell_word(refspec));
    }
    return merge_base(object_id(*id), name, refspec);
  }

  Result<std::string> merge_base_with(const std::string& revision) {
    const Result<std::string> other = resolve_commit(repository_, layout_, revision);
    if (!other) return other.error();
    return merge_base(*parse_id(*other), revision, {});
  }

  Result<std::string> merge_base(const ObjectId& other, const std::string& name, const std::string& refspec) {
    const CommitGraph::Base base = graph_.merge_base(commit_, graph_.index_of(other));
    if (base.commit) return hex(graph_.load(*base.commit).id);
    const std::string sides = quoted(head_) + " and " + quoted(name);
    if (base.gap.empty()) {
      return repository_failure(sides + " have no common commit", "modgate check --against " + shell_word(name));
    }
    if (layout_.shallow) {
      return repository_failure("the common commit of " + sides + " is not in this shallow clone",
                                "git fetch --unshallow origin" + (refspec.empty() ? "" : " " + shell_word(refspec)));
    }
    return repository_failure(
        "the common commit of " + sides + " cannot be told: " + base.gap,
        "modgate check --against \"$(git merge-base " + shell_word(head_) + " " + shell_word(name) + ")\"");
  }

  // On a person's machine

  Result<std::string> from_branch() {
    const std::string branch = checked_branch();
    const std::string upstream = branch.empty() ? std::string() : upstream_of(branch);
    const std::string main = target_of("refs/remotes/origin/HEAD");
    // A branch that follows its own copy on the server has no change against it once it is pushed.
    const bool copy = upstream.ends_with("/" + branch) && !main.empty();
    const std::string& reference = upstream.empty() || copy ? main : upstream;
    if (!reference.empty()) {
      const std::string name = reference.substr(reference.find('/', sizeof "refs") + 1);
      auto base = has_reference(reference) ? merge_base_with_reference(reference, name, {})
                                           : resolve_commit(repository_, layout_, name);
      // Once pushed, a branch would be its own base, and the change that it makes would be no change.
      if (upstream.empty() || !upstream.ends_with("/" + branch) || copy || !base || *base != id_) return base;
      return repository_failure(quoted(branch) + " is all in " + quoted(name) +
                                    ", and which branch it left is not known: `origin/HEAD` is not set",
                                kSetHead);
    }
    const std::string who = branch.empty() ? quoted(head_) + " is no branch" : quoted(branch) + " follows no branch";
    return repository_failure("`auto` finds no base: no CI names one, " + who + ", and `origin/HEAD` is not set",
                              has_origin() ? kSetHead : "modgate check --against HEAD^");
  }

  /// The full name of the branch that is checked, without `refs/heads/`; "" when it is none.
  std::string checked_branch() const {
    const std::string start = "refs/heads/";
    const std::string name = head_ == "HEAD"         ? target_of("HEAD")
                             : is_branch_name(head_) ? start + head_
                                                     : std::string();
    return name.starts_with(start) ? name.substr(start.size()) : std::string();
  }

  /// What a symbolic reference points to; "" when it is none.
  std::string target_of(const char* name) const {
    const Watched watched(name);
    ReferenceHandle reference;
    if (git_reference_lookup(out(reference), repository_, name) < 0) return {};
    const char* target = git_reference_symbolic_target(reference.get());
    return target == nullptr ? std::string() : std::string(target);
  }

  /// "" also when the server's branch was deleted since, as it is once it is merged.
  std::string upstream_of(const std::string& branch) const {
    const Watched watched(branch);
    git_buf name = GIT_BUF_INIT;
    std::string result;
    if (git_branch_upstream_name(&name, repository_, ("refs/heads/" + branch).c_str()) == 0) result = name.ptr;
    git_buf_dispose(&name);
    return result.empty() || !has_reference(result) ? std::string() : result;
  }

  std::optional<git_oid> id_of_reference(const std::string& name) const {
    const Watched watched(name);
    git_oid id;
    return git_reference_name_to_id(&id, repository_, name.c_str()) == 0 ? std::optional(id) : std::nullopt;
  }
  bool has_reference(const std::string& name) const { return id_of_reference(name).has_value(); }

  bool has_origin() const {
    RemoteHandle remote;
    return git_remote_lookup(out(remote), repository_, "origin") == 0;
  }

  git_repository* repository_;
  const Layout& layout_;
  std::string head_;
  CommitGraph graph_;
  CommitIndex commit_;
  std::string id_;
};

}  // namespace

Result<std::string> base_commit(git_repository* repository, const Layout& layout, const std::string& against,
                                bool staged, const std::optional<std::string>& head) {
  if (against != "auto") return resolve_commit(repository, layout, against);
  const std::string revision = head.value_or("HEAD");
  const Result<std::string> commit = resolve_commit(repository, layout, revision);
  if (!commit) return commit.error();
  Result<CommitGraph> graph = CommitGraph::open(layout);
  if (!graph) return graph.error();
  const CommitIndex index = graph->index_of(*parse_id(*commit));
  return BaseSearch(repository, layout, revision, std::move(*graph), index).run(staged);
}

}  // namespace modgate::git
