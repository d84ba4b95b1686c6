package org.belltower.speech.marytts;

import java.util.List;
import marytts.datatypes.MaryData;
import marytts.datatypes.MaryDataType;
import marytts.htsengine.HMMData;
import marytts.htsengine.HMMVoice;
import marytts.htsengine.HTSParameterGeneration;
import marytts.htsengine.HTSUttModel;
import marytts.htsengine.HTSVocoder;
import marytts.modules.HTSEngine;
import marytts.signalproc.process.AmplitudeNormalizer;
import marytts.unitselection.select.Target;
import marytts.util.data.BufferedDoubleDataSource;
import marytts.util.data.audio.DDSAudioInputStream;
import org.w3c.dom.Element;

/**
 * The library's engine for voices made of hidden Markov models, with {@link Vocoder} in the place of its last step.
 * <em>Thread-safe</em> as the library's. Public because MaryTTS makes it, by its name in {@code base.config}; extends a
 * library class because MaryTTS looks for that.
 */
public final class HtsEngineInPieces extends HTSEngine {
    /** Samples that are louder make the whole text quieter. */
    private static final double LOUDEST = 17_000;

    @Override
    public MaryData process(
            MaryData input,
            List<Target> targets,
            List<Element> segmentsAndBoundaries,
            List<Element> tokensAndBoundaries)
            throws Exception {
        if (!(input.getDefaultVoice() instanceof HMMVoice voice)) {
            throw new IllegalArgumentException(
                    "the voice '" + input.getDefaultVoice() + "' has no hidden Markov model");
        }
        HMMData data = voice.getHMMData();
        HTSUttModel model = processTargetList(targets, segmentsAndBoundaries, data);
        HTSParameterGeneration parameters = new HTSParameterGeneration();
        parameters.htsMaximumLikelihoodParameterGeneration(model, data);
        MaryData output = new MaryData(MaryDataType.AUDIO, input.getLocale());
        output.appendAudio(new DDSAudioInputStream(
                new BufferedDoubleDataSource(Vocoder.speak(parameters, data), new AmplitudeNormalizer(LOUDEST)),
                HTSVocoder.getHTSAudioFormat(data)));
        return output;
    }
}
