package dev.reelwright.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/// How code in this house behaves: time, threads, processes, streams, names, null.
final class Habits {
  private static final Set<String> INJECTING =
      Set.of("Inject", "Autowired", "Resource", "ConfigProperty", "PersistenceContext");

  private final String root;

  Habits(String root) {
    this.root = root;
  }

  List<HouseRule> rules() {
    return List.of(
        new HouseRule(
            "time comes from an InstantSource that the wiring hands out",
            noClasses()
                .that(not(resideInAPackage(root + ".wiring..")))
                .should()
                .accessTargetWhere(readsTheClock())),
        new HouseRule(
            "at most one class puts a thread to sleep", classes().should(new SleepInOnePlace())),
        new HouseRule(
            "child processes are started in media.ffmpeg and media.voice only",
            noClasses()
                .that(not(resideInAnyPackage(root + ".media.ffmpeg..", root + ".media.voice..")))
                .should()
                .accessTargetWhere(startsAProcess())),
        new HouseRule(
            "only the command line writes to the standard streams",
            noClasses()
                .that(not(resideInAPackage(root + ".cli..")))
                .should(ACCESS_STANDARD_STREAMS)),
        new HouseRule(
            "collaborators come through the constructor",
            noFields().should().beAnnotatedWith(injecting())),
        new HouseRule(
            "packages are named for what they do",
            noClasses()
                .should()
                .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..helper..",
                    "..helpers..",
                    "..manager..",
                    "..impl..")),
        new HouseRule(
            "every package is null-marked", classes().should(new LiveInANullMarkedPackage())));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    var now =
        target(nameMatching("now|systemUTC|systemDefaultZone|system"))
            .and(target(owner(resideInAPackage("java.time"))));
    var currentTimeMillis =
        target(nameMatching("currentTimeMillis")).and(target(owner(resideInAPackage("java.lang"))));
    return DescribedPredicate.<JavaAccess<?>>or(now, currentTimeMillis).as("reads the clock");
  }

  private static DescribedPredicate<JavaAccess<?>> startsAProcess() {
    return DescribedPredicate.<JavaAccess<?>>or(
            target(owner(resideInAPackage("java.lang")))
                .and(
                    DescribedPredicate.describe(
                        "ProcessBuilder",
                        access -> access.getTargetOwner().isEquivalentTo(ProcessBuilder.class))),
            target(nameMatching("exec"))
                .and(
                    DescribedPredicate.describe(
                        "Runtime",
                        access -> access.getTargetOwner().isEquivalentTo(Runtime.class))))
        .as("starts a process");
  }

  private static DescribedPredicate<JavaAnnotation<?>> injecting() {
    return DescribedPredicate.describe(
        "an injecting annotation",
        annotation -> INJECTING.contains(annotation.getRawType().getSimpleName()));
  }

  /// Waiting is a scheduled row or a deadline on a lock. Where one class must really sleep, it is
  /// the only one.
  private static final class SleepInOnePlace extends ArchCondition<JavaClass> {
    private final Set<String> sleepers = new TreeSet<>();

    SleepInOnePlace() {
      super("leave Thread.sleep to one class");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
      var sleeps =
          item.getMethodCallsFromSelf().stream()
              .anyMatch(
                  call ->
                      call.getTargetOwner().isEquivalentTo(Thread.class)
                          && call.getName().equals("sleep"));
      if (sleeps) {
        sleepers.add(item.getName());
      }
    }

    @Override
    public void finish(ConditionEvents events) {
      if (sleepers.size() > 1) {
        events.add(
            SimpleConditionEvent.violated(
                sleepers, "more than one class calls Thread.sleep: " + sleepers));
      }
      sleepers.clear();
    }
  }

  private static final class LiveInANullMarkedPackage extends ArchCondition<JavaClass> {
    LiveInANullMarkedPackage() {
      super("live in a package whose package-info says @NullMarked");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
      var marked = item.getPackage().isAnnotatedWith(NullMarked.class);
      events.add(
          new SimpleConditionEvent(
              item,
              marked,
              "package %s has %s @NullMarked package-info"
                  .formatted(item.getPackageName(), marked ? "a" : "no")));
    }
  }
}
