// Where a video gets its film from: the browser's own player of streams, hls.js, or the MP4 where there is neither.

const HLS_TYPE = "application/vnd.apple.mpegurl";
const BUSY = "This takes longer than it should. It goes on by itself.";
const LOST = "The film cannot be loaded now. Reload the page to try again.";

export class Source {
  kind = "";
  captionsAreOn = false;
  onLevels = () => {};
  captions = null;

  constructor(video, { library, mp4 }, say) {
    this.video = video;
    this.library = library;
    this.mp4 = mp4;
    this.say = say;
    // Only browsers of Apple show the captions and qualities of a stream that they play themselves.
    this.isNative = Boolean(video.canPlayType(HLS_TYPE)) && "webkitSupportsPresentationMode" in video;
  }

  // Play a stream from `at` seconds on; the video is ready to be played there when this is through.
  async load(master, at) {
    if (this.isNative) return this.#plain("native", master, at);
    const Hls = window.MediaSource || window.ManagedMediaSource ? (await import(this.library)).default : null;
    if (!Hls?.isSupported()) return this.#file(at);
    this.kind = "hls";
    this.hls?.destroy();
    this.captions ??= this.video.addTextTrack("subtitles");
    for (const cue of [...(this.captions.cues ?? [])]) this.captions.removeCue(cue);
    // What is played is MP4 already: there is nothing for a worker to do. Not at the live edge, where growing films are joined.
    // Its own tracks of captions begin as data: addresses, which our policy forbids; so they go into one of ours.
    const hls = new Hls({
      enableWorker: false, startPosition: at, capLevelToPlayerSize: true, maxBufferLength: 30, renderTextTracksNatively: false,
    });
    this.hls = hls;
    hls.on(Hls.Events.CUES_PARSED, (_, { cues }) => {
      for (const cue of cues) if (!this.captions.cues?.getCueById(cue.id)) this.captions.addCue(cue);
    });
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.onLevels(hls.levels.map((level) => `${Math.min(level.width, level.height)} lines`)));
    hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, () => this.showCaptions(this.captionsAreOn));
    hls.on(Hls.Events.ERROR, (_, error) => this.#mend(Hls, error));
    hls.on(Hls.Events.FRAG_BUFFERED, () => this.say(""));
    const isReady = new Promise((resolve) => {
      this.video.addEventListener("loadedmetadata", resolve, { once: true });
      this.gaveUp = resolve;
    });
    this.showCaptions(this.captionsAreOn);
    hls.attachMedia(this.video);
    hls.loadSource(master);
    return isReady;
  }

  chooseLevel(level) {
    if (this.hls) this.hls.nextLevel = level;
  }

  showCaptions(isOn) {
    this.captionsAreOn = isOn;
    if (this.hls?.subtitleTracks.length) this.hls.subtitleTrack = isOn ? 0 : -1;
    for (const track of this.video.textTracks)
      if (track.kind === "captions" || track.kind === "subtitles") track.mode = isOn ? "showing" : "hidden";
  }

  #mend(Hls, error) {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.NETWORK_ERROR && this.video.readyState > 0) {
      this.say(BUSY);
      setTimeout(() => this.hls?.startLoad(), 3000);
    } else if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !this.hasRecovered) {
      this.hasRecovered = true;
      this.hls.recoverMediaError();
    } else {
      const at = this.video.currentTime;
      this.hls.destroy();
      this.hls = null;
      this.#file(at).then(this.gaveUp);
    }
  }

  #file(at) {
    if (!this.video.querySelector("track") && this.track) this.video.append(this.track);
    return this.#plain("mp4", this.mp4, at);
  }

  #plain(kind, address, at) {
    this.kind = kind;
    const { video } = this;
    return new Promise((resolve) => {
      video.addEventListener("error", () => this.say(LOST), { once: true });
      video.addEventListener("loadedmetadata", () => {
        if (at) video.currentTime = at;
        this.showCaptions(this.captionsAreOn);
        resolve();
      }, { once: true });
      video.preload = "metadata";
      // A film that was made again has the same address: the browser asks whether it is still the same file.
      video.src = address;
      video.load();
    });
  }
}
