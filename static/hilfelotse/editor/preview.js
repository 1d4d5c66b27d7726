// Shows the chosen picture before it is sent, below its field. Without this file one sees it afterwards.

const LARGEST = 10 * 1024 * 1024; // what the server takes

for (const field of document.querySelectorAll("input[type=file][data-preview]")) {
  const image = Object.assign(document.createElement("img"), {
    className: "picture-preview", alt: "Das ausgewählte Bild", hidden: true,
  });
  image.addEventListener("error", () => (image.hidden = true));
  field.after(image);
  field.addEventListener("change", () => show(field.files[0], image));
}

// As a data: address; our policy allows no others for what lies in the browser.
function show(file, image) {
  image.hidden = true;
  if (!file || file.size > LARGEST) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    image.src = reader.result;
    image.hidden = false;
  });
  reader.readAsDataURL(file);
}
