import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files against PDF/UA-1 and PDF/A-3a and names each rule that one breaks. */
public final class Verify {
  public static void main(String[] patterns) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    int files = 0;
    int failures = 0;
    for (String pattern : patterns) {
      Path path = Paths.get(pattern).toAbsolutePath();
      try (DirectoryStream<Path> list = Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
        for (Path file : list) {
          files++;
          failures += check(file, PDFAFlavour.PDFUA_1) + check(file, PDFAFlavour.PDFA_3_A);
        }
      }
    }
    System.out.println(files + " files, " + failures + " failures");
    System.exit(files == 0 || failures > 0 ? 1 : 0);
  }

  private static int check(Path file, PDFAFlavour flavour) throws Exception {
    int failures = 0;
    try (InputStream in = Files.newInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
      ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
      for (TestAssertion a : result.getTestAssertions()) {
        if (a.getStatus() == TestAssertion.Status.FAILED) {
          failures++;
          System.out.println(file + ": " + flavour.getId() + " " + a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber()
              + ": " + a.getMessage() + " at " + a.getLocation().getContext());
        }
      }
      if (!result.isCompliant() && failures == 0) {
        failures++;
        System.out.println(file + ": does not conform to " + flavour.getId());
      }
    }
    return failures;
  }
}
