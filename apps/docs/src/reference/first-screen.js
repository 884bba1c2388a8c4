// Until `load.js` removes the mark, the browser lays out only the first screen. A link into the page needs the whole layout.
if (location.hash === "") document.documentElement.dataset.firstScreen = "";
