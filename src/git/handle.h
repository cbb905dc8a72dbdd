// RAII for libgit2's objects: a Handle frees what it holds; out(handle) fits libgit2's out-parameters.
#pragma once

#include <git2.h>

#include <memory>

namespace modgate::git {

template <auto Free>
struct FreeWith {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

template <class T, auto Free>
using Handle = std::unique_ptr<T, FreeWith<Free>>;

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using RemoteHandle = Handle<git_remote, git_remote_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using ConfigIteratorHandle = Handle<git_config_iterator, git_config_iterator_free>;

/// Lives for one full expression: hands libgit2 a raw pointer to fill in and gives it to the handle at the expression's
/// end. The handle is not filled before that: never read it in the same expression.
template <class T, class Free>
class Out {
 public:
  explicit Out(std::unique_ptr<T, Free>& handle) : handle_(handle) {}
  ~Out() { handle_.reset(raw_); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  operator T**() { return &raw_; }  // NOLINT(google-explicit-constructor)

 private:
  std::unique_ptr<T, Free>& handle_;
  T* raw_ = nullptr;
};

template <class T, class Free>
Out<T, Free> out(std::unique_ptr<T, Free>& handle) {
  return Out<T, Free>(handle);
}

}  // namespace modgate::git
