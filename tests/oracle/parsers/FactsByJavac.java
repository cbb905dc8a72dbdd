// Paths of Java files on standard input, one a line; what javac's parser sees in them out: "file PATH", then "unparsed"
// or rows of package, import, from (an import of everything in something, `exports` and `opens`) and chain (a
// qualified name in code, cut behind its first name with a capital).

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.OpensTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

class FactsByJavac {
  static List<String> partsOf(Tree tree) {
    if (tree instanceof AnnotatedTypeTree annotated) return partsOf(annotated.getUnderlyingType());
    if (tree instanceof IdentifierTree name) {
      List<String> parts = new ArrayList<>();
      parts.add(name.getName().toString());
      return parts;
    }
    if (!(tree instanceof MemberSelectTree select)) return null;
    List<String> parts = partsOf(select.getExpression());
    if (parts != null) parts.add(select.getIdentifier().toString());
    return parts;
  }

  static boolean hasCapital(String name) {
    return name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
  }

  static String chainOf(List<String> parts) {
    if (parts.size() < 3 || hasCapital(parts.get(0)) || hasCapital(parts.get(1))) return null;
    if (parts.get(0).equals("this") || parts.get(0).equals("super")) return null;
    StringBuilder chain = new StringBuilder(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      chain.append('.').append(part);
      if (hasCapital(part)) break;
    }
    return chain.toString();
  }

  static void print(PrintStream out, CompilationUnitTree unit, SourcePositions places) {
    if (unit.getPackageName() != null) row(out, "package", unit, unit.getPackageName(), places, "");
    for (ImportTree declared : unit.getImports()) {
      MemberSelectTree name = (MemberSelectTree) declared.getQualifiedIdentifier();
      if (name.getIdentifier().contentEquals("*")) {
        row(out, "from", unit, name.getExpression(), places, "\t*");
      } else {
        row(out, "import", unit, name, places, "");
      }
    }
    Set<String> chains = new HashSet<>(); // the first of each spelling
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitImport(ImportTree tree, Void nothing) {
        return null;
      }

      @Override
      public Void visitExports(ExportsTree tree, Void nothing) {
        row(out, "from", unit, tree.getPackageName(), places, "\t*");
        return null;
      }

      @Override
      public Void visitOpens(OpensTree tree, Void nothing) {
        row(out, "from", unit, tree.getPackageName(), places, "\t*");
        return null;
      }

      @Override
      public Void visitPackage(com.sun.source.tree.PackageTree tree, Void nothing) {
        return scan(tree.getAnnotations(), nothing);
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
        List<String> parts = partsOf(tree);
        if (parts == null) return super.visitMemberSelect(tree, nothing);
        String chain = chainOf(parts);
        if (chain != null && chains.add(chain)) out.println("chain\t" + chain);
        return null;
      }
    }.scan(unit, null);
  }

  static void row(
      PrintStream out, String what, CompilationUnitTree unit, Tree name, SourcePositions places, String more) {
    long line = unit.getLineMap().getLineNumber(places.getStartPosition(unit, name));
    out.println(what + "\t" + line + "\t" + String.join(".", partsOf(name)) + more);
  }

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = in.readLine(); path != null; path = in.readLine()) {
      out.println("file\t" + path);
      DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
      JavacTask task =
          (JavacTask) compiler.getTask(null, manager, faults, null, null, manager.getJavaFileObjects(path));
      CompilationUnitTree unit = task.parse().iterator().next();
      boolean broken = faults.getDiagnostics().stream().anyMatch(fault -> fault.getKind().toString().equals("ERROR"));
      if (broken) {
        out.println("unparsed");
      } else {
        print(out, unit, Trees.instance(task).getSourcePositions());
      }
    }
    out.flush();
  }
}
