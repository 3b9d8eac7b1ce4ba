package org.takeup.plugin.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an enum that may get constants, or a sealed type that may get cases, in a minor version. Give a {@code switch} over
 * it a {@code default}; without one, it fails when it meets what is new:
 *
 * <pre>{@code
 * boolean spoken = switch (messenger) {
 *     case LINE_MANAGER, PEER -> true;
 *     default -> false; // a messenger that is not known yet
 * };
 * }</pre>
 *
 * <p>Enums and sealed types without this mark stay as they are as long as the major version.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MayGrow {}
