package org.takeup.plugin.survey.voice;

import org.takeup.plugin.testkit.SurveyInstrumentContract;

class LearnerVoiceContractIT extends SurveyInstrumentContract {}
