/**
 * The learner voice instrument: whose opinion counts, how learners want to be told, what they do and think.
 * Its texts are the properties files beside these classes; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.survey.voice;

import org.jspecify.annotations.NullMarked;
