package dev.reelwright.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/// Who may know whom. Rules are built for a root package, so that the same rule can be shown to
/// fail on a small tree with planted mistakes.
final class Arrows {
  private static final String[] LIBRARIES_OF_CORE = {
    "java..",
    "javax.crypto..",
    "javax.sql..",
    "org.jspecify..",
    "org.slf4j..",
    "org.jdbi..",
    "org.flywaydb..",
    "org.sqlite..",
    "org.postgresql..",
    "com.zaxxer.hikari..",
    "com.github.kagkarlsson..",
    "com.fasterxml.jackson..",
    "com.fasterxml.uuid.."
  };

  private final String root;

  Arrows(String root) {
    this.root = root;
  }

  List<HouseRule> rules() {
    return List.of(
        new HouseRule(
            "core knows itself and a handful of libraries",
            classes()
                .that(core())
                .should()
                .onlyDependOnClassesThat(core().or(resideInAnyPackage(LIBRARIES_OF_CORE)))),
        new HouseRule(
            "core speaks no HTTP",
            noClasses()
                .that(core())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")),
        new HouseRule(
            "media knows neither core, nor a database, nor HTTP",
            noClasses()
                .that(media())
                .should()
                .dependOnClassesThat(
                    ours()
                        .and(DescribedPredicate.not(media()))
                        .or(
                            resideInAnyPackage(
                                "java.net.http..",
                                "java.sql..",
                                "javax.sql..",
                                "org.jdbi..",
                                "org.flywaydb..")))),
        new HouseRule(
            "only the builtin adapter touches media",
            noClasses()
                .that(adapters())
                .and(resideOutsideOfPackages(root + ".provider.builtin.."))
                .should()
                .dependOnClassesThat(media())
                .allowEmptyShould(true)),
        new HouseRule(
            "adapters know the ports, never the server",
            noClasses().that(adapters()).should().dependOnClassesThat(server())),
        new HouseRule(
            "adapters do not know each other",
            slices().matching(root + ".provider.(*)..").should().notDependOnEachOther()),
        new HouseRule(
            "nothing but the wiring imports an adapter",
            noClasses()
                .that(resideOutsideOfPackages(root + ".provider.*..", root + ".wiring.."))
                .should()
                .dependOnClassesThat(adapters())),
        new HouseRule(
            "surfaces do not know each other",
            slices().matching(root + ".http.(*)..").should().notDependOnEachOther()),
        new HouseRule(
            "surfaces delegate: no SQL, no media, no command line",
            noClasses()
                .that(resideInAPackage(root + ".http.."))
                .should()
                .dependOnClassesThat(
                    media()
                        .or(resideInAPackage(root + ".cli.."))
                        .or(resideInAnyPackage("java.sql..", "org.jdbi..")))));
  }

  private DescribedPredicate<JavaClass> ours() {
    return resideInAPackage(root + "..");
  }

  private DescribedPredicate<JavaClass> media() {
    return resideInAPackage(root + ".media..");
  }

  /// Ports live in `provider` itself, each adapter in a package below it.
  private DescribedPredicate<JavaClass> adapters() {
    return resideInAPackage(root + ".provider.*..");
  }

  private DescribedPredicate<JavaClass> server() {
    return resideInAnyPackage(
        root + ".http..", root + ".cli..", root + ".wiring..", root + ".architecture..");
  }

  private DescribedPredicate<JavaClass> core() {
    return ours()
        .and(DescribedPredicate.not(media()))
        .and(DescribedPredicate.not(adapters()))
        .and(DescribedPredicate.not(server()));
  }
}
