package planted.engine;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// Stands for the annotation of any injecting framework.
@Retention(RetentionPolicy.RUNTIME)
public @interface Inject {}
