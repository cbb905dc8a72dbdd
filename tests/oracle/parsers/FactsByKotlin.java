// Prints what the Kotlin compiler's own parser sees of the files named on standard input: package and imports, with
// their lines. Needs kotlin-compiler.jar on the class path. A file whose head does not parse is "unparsed".
import com.intellij.openapi.util.Disposer;
import com.intellij.psi.PsiErrorElement;
import com.intellij.psi.util.PsiTreeUtil;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jetbrains.kotlin.cli.common.CLIConfigurationKeys;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles;
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment;
import org.jetbrains.kotlin.config.CompilerConfiguration;
import org.jetbrains.kotlin.psi.KtFile;
import org.jetbrains.kotlin.psi.KtImportDirective;
import org.jetbrains.kotlin.psi.KtPackageDirective;
import org.jetbrains.kotlin.psi.KtPsiFactory;

class FactsByKotlin {
  public static void main(String[] arguments) throws Exception {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.put(CLIConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.Companion.getNONE());
    KotlinCoreEnvironment environment = KotlinCoreEnvironment.createForProduction(
        Disposer.newDisposable(), configuration, EnvironmentConfigFiles.JVM_CONFIG_FILES);
    KtPsiFactory factory = new KtPsiFactory(environment.getProject(), false);
    BufferedReader list = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = list.readLine(); path != null; path = list.readLine()) {
      System.out.println("file\t" + path);
      String text = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
      if (text.startsWith("\ufeff")) text = text.substring(1);
      String source = text.replace("\r\n", "\n").replace('\r', '\n');
      KtFile file = factory.createFile(source);
      // Newer syntax behind the imports does not matter.
      PsiErrorElement error = PsiTreeUtil.findChildOfType(file, PsiErrorElement.class);
      int header = file.getImportList() == null ? 0 : file.getImportList().getTextRange().getEndOffset();
      if (error != null && error.getTextRange().getStartOffset() <= header) {
        System.out.println("unparsed");
        continue;
      }
      KtPackageDirective directive = file.getPackageDirective();
      if (directive != null && directive.getPackageNameExpression() != null) {
        long line = line(source, directive.getPackageNameExpression().getTextRange().getStartOffset());
        System.out.println("package\t" + line + "\t" + directive.getFqName().asString());
      }
      for (KtImportDirective found : file.getImportDirectives()) {
        if (found.getImportedFqName() == null) continue;
        String name = found.getImportedFqName().asString();
        long line = line(source, found.getImportedReference().getTextRange().getStartOffset());
        System.out.println(found.isAllUnder() ? "from\t" + line + "\t" + name + "\t*" : "import\t" + line + "\t" + name);
      }
    }
  }

  private static long line(String text, int offset) {
    return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
