package org.belltower.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.belltower.prompt.readout.Readouts;
import org.belltower.speech.ClipSource;
import org.belltower.speech.SpokenClip;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.Utterance;

/**
 * The renderer of the product. <em>Thread-safe.</em> A document that has been rendered before is not parsed again; its
 * clips come from the clip source, which keeps them and knows which are in use. Documents with sensitive words are not
 * kept.
 */
public final class SsmlRenderer implements PromptRenderer {
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    private final SsmlReader reader;
    private final Documents documents;
    private final Casting casting;
    private final TakeClips takes;
    private final ClipSource clips;

    private SsmlRenderer(SsmlReader reader, Documents documents, Casting casting, TakeClips takes, ClipSource clips) {
        this.reader = reader;
        this.documents = documents;
        this.casting = casting;
        this.takes = takes;
        this.clips = clips;
    }

    /**
     * A renderer for all calls.
     *
     * @param clips the shared cache; sensitive words need {@link #withClips} of the call
     */
    public static SsmlRenderer of(RendererSettings settings, PromptCatalogue catalogue, ClipSource clips) {
        TakeClips takes = new TakeClips(settings.takesFolder());
        Casting casting = new Casting(catalogue, settings.audioFolders(), takes);
        return new SsmlRenderer(
                new SsmlReader(Readouts.standard()), new Documents(settings.documentsKept()), casting, takes, clips);
    }

    /** The same prompts with the clips of one call, so that sensitive words can be spoken and are forgotten with it. */
    public SsmlRenderer withClips(ClipSource clipsOfCall) {
        return new SsmlRenderer(reader, documents, casting, takes, clipsOfCall);
    }

    /** The same prompts with the files of one application and its calls, in place of those of the settings. */
    public SsmlRenderer reaching(AudioFolders files) {
        return new SsmlRenderer(reader, documents, casting.reaching(files), takes, clips);
    }

    /** Any digit or {@code say-as} counts as a figure: an account number has no unit, but nobody is the worse for it. */
    @Override
    public Outlook outlook(String ssml, Locale defaultLanguage) {
        boolean figure = ssml.contains("say-as")
                || MARKUP.matcher(ssml).replaceAll(" ").codePoints().anyMatch(SsmlRenderer::isNumeric);
        Outlook.State state = Outlook.State.THERE;
        for (Step step : casting.cast(segments(ssml, defaultLanguage))) {
            Outlook.State ofStep = switch (step) {
                case Step.Say say ->
                    switch (clips.outlook(say.utterance())) {
                        case THERE -> Outlook.State.THERE;
                        case TO_BE_SPOKEN -> Outlook.State.TO_BE_SPOKEN;
                        case NO_VOICE -> Outlook.State.UNSPEAKABLE;
                    };
                case Step.Refuse _ -> Outlook.State.UNSPEAKABLE;
                case Step.Play _, Step.Replay _, Step.Wait _, Step.Pass _ -> Outlook.State.THERE;
            };
            state = ofStep.compareTo(state) > 0 ? ofStep : state;
        }
        return new Outlook(state, figure);
    }

    private static boolean isNumeric(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private List<Segment> segments(String ssml, Locale defaultLanguage) {
        return documents.get(ssml, defaultLanguage, () -> reader.read(ssml, Manner.plain(defaultLanguage)));
    }

    @Override
    public Rendering render(String ssml, Locale defaultLanguage) {
        List<Step> steps = casting.cast(segments(ssml, defaultLanguage));
        Optional<Step.Refuse> refused = steps.stream()
                .filter(Step.Refuse.class::isInstance)
                .map(Step.Refuse.class::cast)
                .findFirst();
        if (refused.isPresent()) {
            return unspeakable(refused.get().reason(), refused.get().wordless());
        }
        List<PlaylistItem> items = new ArrayList<>(steps.size());
        for (Step step : steps) {
            try {
                items.add(item(step));
            } catch (SynthesisException silent) {
                return unspeakable(
                        "no speech for this text: " + silent.getMessage(),
                        silent.failure() == SynthesisException.Failure.NO_VOICE ? language(step) : Optional.empty());
            }
        }
        return new Rendering.Rendered(new Playlist(items));
    }

    /**
     * Has those sentences of a document spoken that are the same every time, so that they are there when a call plays it. What
     * cannot be spoken is passed over: who plays the document hears of it.
     *
     * @param open stands in the document for what is not known yet; a letter
     * @return how many sentences are there now
     */
    public int speakAhead(String ssml, String open, Locale defaultLanguage) {
        Manner manner = Manner.plain(defaultLanguage);
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : reader.read(ssml, manner)) {
            switch (segment) {
                case Segment.Words words -> manner = words.manner();
                case Segment.Refused _ -> {
                    // A value that is not known yet is none that can be read.
                    segments.add(new Segment.Words(open, manner));
                    continue;
                }
                default -> {
                    // as it is
                }
            }
            segments.add(segment);
        }
        int spoken = 0;
        for (Step step : casting.cast(segments)) {
            if (step instanceof Step.Say(Utterance utterance)
                    && !utterance.sensitive()
                    && !utterance.text().contains(open)) {
                try {
                    clips.clip(utterance);
                    spoken++;
                } catch (SynthesisException silent) {
                    if (silent.failure() == SynthesisException.Failure.CLOSED) {
                        return spoken;
                    }
                }
            }
        }
        return spoken;
    }

    private static Rendering unspeakable(String reason, Optional<Locale> language) {
        return language.<Rendering>map(lacking -> new Rendering.NoLanguage(lacking, reason))
                .orElseGet(() -> new Rendering.Unspeakable(reason));
    }

    private PlaylistItem item(Step step) {
        return switch (step) {
            case Step.Say say -> spoken(clips.clip(say.utterance()));
            case Step.Play play -> recorded(play);
            case Step.Replay replay ->
                new PlaylistItem.Clip(replay.clip().wav(), replay.clip().length(), replay.text(), replay.language());
            case Step.Wait wait -> new PlaylistItem.Silence(wait.length());
            case Step.Pass pass -> new PlaylistItem.Mark(pass.mark());
            case Step.Refuse refuse -> throw new IllegalStateException("a refused script is not played");
        };
    }

    /** That of the words which a step may need a voice for. */
    private static Optional<Locale> language(Step step) {
        return switch (step) {
            case Step.Say say -> Optional.of(say.utterance().language());
            case Step.Play play -> Optional.of(play.language());
            case Step.Replay _, Step.Wait _, Step.Pass _, Step.Refuse _ -> Optional.empty();
        };
    }

    /** A transcript never shows what is sensitive. */
    private static PlaylistItem spoken(SpokenClip clip) {
        String text = clip.sensitive() ? Utterance.MASK : clip.text();
        return new PlaylistItem.Clip(clip.wav(), clip.length(), text, clip.language());
    }

    /** The recording was there a moment ago; removed in between, its text takes its place. */
    private PlaylistItem recorded(Step.Play play) {
        return takes.clip(play.wav())
                .<PlaylistItem>map(
                        clip -> new PlaylistItem.Clip(clip.wav(), clip.length(), play.text(), play.language()))
                .orElseGet(() -> spoken(clips.clip(Utterance.of(play.text(), play.language()))));
    }
}
