// Prints what the files named on the input use, from the tokens of rustc's own lexer, in the rows that listing.h
// describes: "use PATH" (a module is `self::x`, a crate `::x`), "include FILE". A procedural macro, for only there rustc
// lends its lexer; `use` trees are read off the token trees by recursion, unlike modgate's. Lines are not known on
// stable.
extern crate proc_macro;
use proc_macro::{Delimiter, TokenStream, TokenTree};
use std::str::FromStr;

fn ident(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(name)) => Some(name.to_string()),
        _ => None,
    }
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn punct(token: Option<&TokenTree>) -> Option<char> {
    match token {
        Some(TokenTree::Punct(mark)) => Some(mark.as_char()),
        _ => None,
    }
}

fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.stream().into_iter().collect()),
        _ => None,
    }
}

/// One tree of a `use`; gives the index behind it.
fn tree(tokens: &[TokenTree], mut at: usize, prefix: &[String], rows: &mut Vec<Vec<String>>) -> usize {
    let mut path = prefix.to_vec();
    if punct(tokens.get(at)) == Some(':') {
        at += 2;
        if path.is_empty() {
            path.push(String::new());
        }
    }
    loop {
        if let Some(inner) = group(tokens.get(at), Delimiter::Brace) {
            let mut i = 0;
            while i < inner.len() {
                i = tree(&inner, i, &path, rows);
                i += 1; // the comma
            }
            return at + 1;
        }
        let name = match ident(tokens.get(at)) {
            Some(name) => name,
            None => "*".to_string(),
        };
        at += 1;
        if punct(tokens.get(at)) == Some(':') && punct(tokens.get(at + 1)) == Some(':') {
            path.push(plain(&name).to_string());
            at += 2;
            continue;
        }
        if name != "self" || path.is_empty() {
            path.push(plain(&name).to_string());
        }
        rows.push(path);
        if ident(tokens.get(at)).as_deref() == Some("as") {
            at += 2;
        }
        return at;
    }
}

/// What stands in `mod a { }` is spelled as seen from the file.
fn seen_from_file(mut path: Vec<String>, inside: &[String]) -> String {
    if !inside.is_empty() && (path[0] == "self" || path[0] == "super") {
        let mut home: Vec<String> = inside.to_vec();
        if path[0] == "self" {
            path.remove(0);
        }
        while !path.is_empty() && path[0] == "super" && !home.is_empty() {
            home.pop();
            path.remove(0);
        }
        if path.is_empty() || path[0] != "super" {
            let mut whole = vec!["self".to_string()];
            whole.extend(home);
            whole.extend(path);
            path = whole;
        }
    }
    let text = path.join("::");
    if path[0].is_empty() && path.len() == 1 {
        return "::".to_string();
    }
    text
}

fn walk(tokens: &[TokenTree], inside: &[String], rows: &mut Vec<String>) {
    let mut at = 0;
    while at < tokens.len() {
        let word = ident(tokens.get(at));
        let point = at > 0 && punct(tokens.get(at - 1)) == Some('.');
        match word.as_deref() {
            Some("use") if punct(tokens.get(at + 1)) != Some('<') => {
                let mut found = Vec::new();
                // `$crate::x` in a macro is `crate::x`; a path that is all parameter says nothing.
                let macro_ = punct(tokens.get(at + 1)) == Some('$');
                let from = at + 1 + usize::from(macro_);
                let readable = !macro_ || ident(tokens.get(from)).as_deref() == Some("crate");
                if readable && tokens.get(from).is_some() && punct(tokens.get(from)) != Some(';') {
                    at = tree(tokens, from, &[], &mut found);
                    for path in found {
                        rows.push(format!("use\t{}", seen_from_file(path, inside)));
                    }
                    continue;
                }
            }
            Some("mod") if ident(tokens.get(at + 1)).is_some() => {
                let name = plain(&ident(tokens.get(at + 1)).unwrap()).to_string();
                if punct(tokens.get(at + 2)) == Some(';') {
                    rows.push(format!("use\t{}", seen_from_file(vec!["self".into(), name], inside)));
                } else if let Some(body) = group(tokens.get(at + 2), Delimiter::Brace) {
                    let mut deeper = inside.to_vec();
                    deeper.push(name);
                    walk(&body, &deeper, rows);
                    at += 3;
                    continue;
                }
            }
            Some("extern") if ident(tokens.get(at + 1)).as_deref() == Some("crate") => {
                if let Some(name) = ident(tokens.get(at + 2)) {
                    if name != "self" {
                        rows.push(format!("use\t::{}", plain(&name)));
                    }
                }
            }
            Some("include") | Some("include_str") | Some("include_bytes")
                if !point && punct(tokens.get(at + 1)) == Some('!') =>
            {
                if let Some(TokenTree::Group(arguments)) = tokens.get(at + 2) {
                    let inner: Vec<TokenTree> = arguments.stream().into_iter().collect();
                    let ends = inner.len() == 1 || punct(inner.get(1)) == Some(',');
                    if let (Some(TokenTree::Literal(file)), true) = (inner.first(), ends) {
                        let text = file.to_string();
                        if text.starts_with('"') {
                            rows.push(format!("include\t{}", text.trim_matches('"')));
                        }
                    }
                }
            }
            _ => {}
        }
        if let Some(TokenTree::Group(inner)) = tokens.get(at) {
            let inner: Vec<TokenTree> = inner.stream().into_iter().collect();
            walk(&inner, inside, rows);
        }
        at += 1;
    }
}

#[proc_macro]
pub fn print_uses(_: TokenStream) -> TokenStream {
    let list = std::fs::read_to_string(std::env::var("USES_OF").unwrap()).unwrap();
    let mut out = String::new();
    for path in list.lines() {
        out += &format!("file\t{}\n", path);
        let text = std::fs::read_to_string(path).unwrap_or_else(|_| "\"".to_string());
        // The lexer drops what rustc drops first: a byte order mark, and a first line for the shell.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_string();
        let shell = text.starts_with("#!") && !text[2..].trim_start().starts_with('[');
        let text = if shell { text.splitn(2, '\n').nth(1).unwrap_or("").to_string() } else { text };
        match TokenStream::from_str(&text) {
            Err(_) => out += "unparsed\n",
            Ok(tokens) => {
                let tokens: Vec<TokenTree> = tokens.into_iter().collect();
                let mut rows = Vec::new();
                walk(&tokens, &[], &mut rows);
                for row in rows {
                    out += &row.replace(['\n', '\r'], " ");
                    out.push('\n');
                }
            }
        }
    }
    std::fs::write(std::env::var("USES_TO").unwrap(), out).unwrap();
    TokenStream::new()
}
