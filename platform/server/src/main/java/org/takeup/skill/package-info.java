/**
 * Skills of those who bring learning about: planners say which skills each role needs and which course gives each, people say which
 * roles they have, and see what they still lack. What single people lack is for themselves alone; planners see whole groups. Takes
 * completions from {@code learning}.
 */
@NullMarked
package org.takeup.skill;

import org.jspecify.annotations.NullMarked;
